package io.coinslot.marketgateway.appstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.journey.AnsweringMarket;
import io.coinslot.marketgateway.market.Credentials;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.VerifiesReceipts.Refused;
import io.coinslot.marketgateway.market.VerifiesReceipts.Verdict;
import io.coinslot.marketgateway.market.transport.PooledConnections;
import io.coinslot.marketgateway.payment.Receipt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.http.impl.client.CloseableHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that Apple has published with its library, given over the wire to the adapter that asks for a transaction. */
class PublishedAppleAnswersTest {
    private static final Path SHARED = Path.of("../../shared");
    private static final Path APPLE = SHARED.resolve("fixtures/apple");
    private static final Receipt TRANSACTION = new Receipt(Receipt.Kind.TRANSACTION_ID, "23456");

    private AnsweringMarket market;
    private CloseableHttpClient connections;
    private AppStoreReceipts receipts;
    private MarketLink link;

    @BeforeEach
    void open() throws Exception {
        assumeTrue(Files.exists(SHARED), "the published data is not here: " + SHARED.toAbsolutePath());
        market = new AnsweringMarket();
        connections = PooledConnections.open(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(10));
        receipts = new AppStoreReceipts(new AppStoreDesks(
                new AppStoreSettings(
                        market.address(),
                        market.address(),
                        RootCertificates.read(List.of(APPLE.resolve("certs/testCA.der"))),
                        false),
                connections,
                Clock.systemUTC()));
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        String key = Base64.getEncoder()
                .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
        link = new MarketLink(
                "arcade",
                AppStoreCapability.APP_STORE,
                true,
                Map.of(
                        "bundleId", "com.example",
                        "environment", "SANDBOX",
                        "appAppleId", "1234",
                        "issuerId", "issuer",
                        "keyId", "key"),
                new Credentials(Map.of("privateKey", key)));
    }

    @AfterEach
    void close() throws IOException {
        if (market != null) {
            market.close();
            connections.close();
        }
    }

    private static String text(String path) throws IOException {
        return Files.readString(APPLE.resolve(path)).strip();
    }

    private Verdict verdict(Receipt receipt) throws MarketFailure {
        return receipts.verify(link, Orders.of(Orders.APP_STORE, "p1"), receipt);
    }

    private MarketFailure failure(int status, String model) throws IOException {
        market.answers("/inApps/v1/transactions/23456", status, text("models/" + model));
        return catchThrowableOfType(MarketFailure.class, () -> verdict(TRANSACTION));
    }

    /** What they carry in place of a signed transaction is signed by nobody. That is no verdict: it is asked again. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "transactionInfoResponse.json",
                "transactionHistoryResponse.json",
                "getRefundHistoryResponse.json",
                "lookupOrderIdResponse.json"
            })
    void believesNoAnswerWhoseTransactionsNobodyHasSigned(String model) throws Exception {
        assertThat(failure(200, model).kind()).isIn(MarketFailure.Kind.RETRY_LATER, MarketFailure.Kind.UNKNOWN);
    }

    @Test
    void comesBackLaterWhenAppleSaysThatItIsTooMuch() throws Exception {
        MarketFailure failure = failure(429, "apiTooManyRequestsException.json");
        assertThat(failure.kind()).isEqualTo(MarketFailure.Kind.RETRY_LATER);
        assertThat(failure.code()).isEqualTo(MarketFailure.RATE_LIMITED);
    }

    @Test
    void takesAnUnknownTransactionForFinal() throws Exception {
        MarketFailure failure = failure(404, "transactionIdNotFoundError.json");
        assertThat(failure.kind()).isEqualTo(MarketFailure.Kind.DECLINED);
        assertThat(failure.code()).isEqualTo("NOT_FOUND");
    }

    /** Apple signed it, and it is about a subscription's renewal. */
    @Test
    void aSignedRenewalIsNoReceipt() throws Exception {
        assertThat(verdict(new Receipt(Receipt.Kind.SIGNED_TRANSACTION, text("signed/renewalInfo"))))
                .isInstanceOf(Refused.class);
    }

    /** The record that Apple gives for one transaction may not be about another, or about none. */
    @Test
    void aRenewalInPlaceOfTheTransactionPaysForNothing() throws Exception {
        market.answers(
                "/inApps/v1/transactions/23456",
                200,
                "{\"signedTransactionInfo\":\"" + text("signed/renewalInfo") + "\"}");
        assertThat(catchThrowableOfType(MarketFailure.class, () -> verdict(TRANSACTION)))
                .isNotNull();
        market.answers(
                "/inApps/v1/transactions/23456",
                200,
                "{\"signedTransactionInfo\":\"" + text("signed/transactionInfo") + "\"}");
        assertThat(verdict(TRANSACTION)).isInstanceOf(Refused.class);
    }
}
