package io.coinslot.marketgateway.appstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.apple.itunes.storekit.client.APIException;
import com.apple.itunes.storekit.model.Environment;
import com.apple.itunes.storekit.model.JWSTransactionDecodedPayload;
import com.apple.itunes.storekit.model.RevocationType;
import com.apple.itunes.storekit.model.Type;
import com.apple.itunes.storekit.verification.VerificationException;
import com.apple.itunes.storekit.verification.VerificationStatus;
import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.market.Credentials;
import io.coinslot.marketgateway.market.Hint;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.ReceivesNotifications.Forged;
import io.coinslot.marketgateway.market.ReceivesNotifications.Message;
import io.coinslot.marketgateway.market.ReceivesNotifications.Proven;
import io.coinslot.marketgateway.market.VerifiesReceipts.Refused;
import io.coinslot.marketgateway.market.transport.PooledConnections;
import io.coinslot.marketgateway.payment.MoneyBack;
import io.coinslot.marketgateway.payment.Receipt;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.http.impl.client.CloseableHttpClient;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Data that Apple has published with its library: signed under its test authority, and models of its records. */
class PublishedAppleDataTest {
    private static final Path SHARED = Path.of("../../shared");
    private static final Path APPLE = SHARED.resolve("fixtures/apple");
    private static final JsonMapper JSON = JsonMapper.shared();

    private static CloseableHttpClient connections;
    private static String key;

    @BeforeAll
    static void open() throws Exception {
        assumeTrue(Files.exists(SHARED), "the published data is not here: " + SHARED.toAbsolutePath());
        connections = PooledConnections.open(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(10));
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        key = Base64.getEncoder()
                .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
    }

    @AfterAll
    static void close() throws IOException {
        if (connections != null) {
            connections.close();
        }
    }

    private static String text(String path) throws IOException {
        return Files.readString(APPLE.resolve(path)).strip();
    }

    private static AppStoreDesks desks(String root) {
        return desks(root, false);
    }

    private static AppStoreDesks desks(String root, boolean onlineChecks) {
        URI nowhere = URI.create("http://127.0.0.1:1");
        return new AppStoreDesks(
                new AppStoreSettings(
                        nowhere, nowhere, RootCertificates.read(List.of(APPLE.resolve("certs/" + root))), onlineChecks),
                connections,
                Clock.systemUTC());
    }

    private static MarketLink link(String... other) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "bundleId", "com.example",
                "environment", "SANDBOX",
                "appAppleId", "1234",
                "issuerId", "issuer",
                "keyId", "key"));
        for (int at = 0; at < other.length; at += 2) {
            settings.put(other[at], other[at + 1]);
        }
        return new MarketLink(
                "arcade", AppStoreCapability.APP_STORE, true, settings, new Credentials(Map.of("privateKey", key)));
    }

    private static VerificationStatus refusal(String root, MarketLink link, String signed) {
        return catchThrowableOfType(
                        VerificationException.class, () -> desks(root).of(link).verified(signed))
                .getStatus();
    }

    @Test
    void believesASignedTransactionUnderTheRootThatItWasSignedUnder() throws Exception {
        JWSTransactionDecodedPayload transaction =
                desks("testCA.der").of(link()).verified(text("signed/transactionInfo"));
        assertThat(transaction.getBundleId()).isEqualTo("com.example");
        assertThat(transaction.getEnvironment()).isEqualTo(Environment.SANDBOX);
    }

    @Test
    void believesItForNobodyElse() throws Exception {
        String signed = text("signed/transactionInfo");
        assertThat(refusal("testCA.der", link("bundleId", "com.example.other"), signed))
                .isEqualTo(VerificationStatus.INVALID_APP_IDENTIFIER);
        assertThat(refusal("testCA.der", link("environment", "PRODUCTION"), signed))
                .isEqualTo(VerificationStatus.INVALID_ENVIRONMENT);
        assertThat(refusal("AppleRootCA-G3.cer", link(), signed)).isEqualTo(VerificationStatus.INVALID_CHAIN);
    }

    @Test
    void refusesAReceiptUnderApplesTestRootWhereApplesOwnIsTrusted() throws Exception {
        Receipt receipt = new Receipt(Receipt.Kind.SIGNED_TRANSACTION, text("signed/transactionInfo"));
        assertThat(new AppStoreReceipts(desks("AppleRootCA-G3.cer"))
                        .verify(link(), Orders.of(Orders.APP_STORE, "p1"), receipt))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("INVALID_RECEIPT"));
        // It is signed, but names no transaction that could be read.
        assertThat(new AppStoreReceipts(desks("testCA.der")).verify(link(), Orders.of(Orders.APP_STORE, "p1"), receipt))
                .isInstanceOf(Refused.class);
    }

    /** These certificates name nobody who could be asked whether they are still good. */
    @Test
    void believesNothingWhoseCertificatesAreToBeCheckedAndCannotBe() throws Exception {
        Receipt receipt = new Receipt(Receipt.Kind.SIGNED_TRANSACTION, text("signed/transactionInfo"));
        assertThat(new AppStoreReceipts(desks("testCA.der", true))
                        .verify(link(), Orders.of(Orders.APP_STORE, "p1"), receipt))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("INVALID_RECEIPT"));
    }

    private static Proven prove(String root, MarketLink link, String signed) throws Forged, MarketFailure {
        byte[] body = ("{\"signedPayload\":\"" + signed + "\"}").getBytes(StandardCharsets.UTF_8);
        return new AppStoreNotifications(desks(root)).prove(List.of(link), new Message() {
            @Override
            public String header(String name) {
                return null;
            }

            @Override
            public byte[] body() {
                return body;
            }
        });
    }

    @Test
    void provesTheTestNotificationForItsApplicationAlone() throws Exception {
        String signed = text("signed/testNotification");
        assertThat(prove("testCA.der", link(), signed).messageId()).isEqualTo("9ad56bd2-0bc6-42e0-af24-fd996d87a1e6");
        assertThatThrownBy(() -> prove("testCA.der", link("bundleId", "com.example.other"), signed))
                .isInstanceOf(Forged.class);
        assertThatThrownBy(() -> prove("testCA.der", link("environment", "PRODUCTION"), signed))
                .isInstanceOf(Forged.class);
        assertThatThrownBy(() -> prove("AppleRootCA-G3.cer", link(), signed)).isInstanceOf(Forged.class);
    }

    @Test
    void refusesATransactionThatIsNoNotificationAndTheReverse() throws Exception {
        String transaction = text("signed/transactionInfo");
        assertThatThrownBy(() -> prove("testCA.der", link(), transaction)).isInstanceOf(Forged.class);
        assertThat(refusal("testCA.der", link(), text("signed/testNotification")))
                .isEqualTo(VerificationStatus.INVALID_APP_IDENTIFIER);
    }

    /** The models carry the environment LocalTesting and are not signed: neither may be believed. */
    @Test
    void refusesTheModelsAsTheyAre() throws Exception {
        for (String model : List.of("models/signedTransaction.json", "models/signedTransactionWithRevocation.json")) {
            for (String environment : List.of("PRODUCTION", "SANDBOX")) {
                assertThat(refusal("testCA.der", link("environment", environment), unsigned(text(model))))
                        .isEqualTo(VerificationStatus.VERIFICATION_FAILURE);
            }
        }
        String notification = unsigned(text("models/signedNotification.json"));
        assertThatThrownBy(() -> prove("testCA.der", link("appAppleId", "41234"), notification))
                .isInstanceOf(Forged.class);
    }

    private static String unsigned(String claims) {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        return encoder.encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + encoder.encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + ".";
    }

    @Test
    void hintsAtWhatThePublishedNotificationsTell() throws Exception {
        AppStoreNotifications notifications = new AppStoreNotifications(desks("testCA.der"));
        assertThat(notifications.read(link(), body(text("signed/testNotification"))))
                .isEqualTo(new Hint.Nothing("a test"));
        assertThat(notifications.read(link(), body(unsigned(text("models/signedConsumptionRequestNotification.json")))))
                .isEqualTo(new Hint.NotUnderstood("it names no transaction"));
        assertThat(notifications.read(link(), body(unsigned(text("models/signedNotification.json")))))
                .isEqualTo(new Hint.NotUnderstood("of an unknown kind: SUBSCRIBED"));
    }

    private static byte[] body(String signed) {
        return ("{\"signedPayload\":\"" + signed + "\"}").getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void readsThePublishedRefundAsHalfOfThePrice() throws Exception {
        JsonNode model = JSON.readTree(text("models/signedTransactionWithRevocation.json"));
        JWSTransactionDecodedPayload transaction = new JWSTransactionDecodedPayload()
                .transactionId(model.path("transactionId").asString())
                .price(model.path("price").longValue())
                .currency(model.path("currency").asString())
                .revocationDate(model.path("revocationDate").longValue())
                .revocationType(
                        RevocationType.fromValue(model.path("revocationType").asString()))
                .revocationPercentage(model.path("revocationPercentage").intValue());
        assertThat(AppStoreRefunds.isTakenBack(transaction)).isFalse();
        assertThat(AppStoreRefunds.toldBy(transaction))
                .filteredOn(MoneyBack.MarketRefund.class::isInstance)
                .singleElement()
                .extracting(told -> ((MoneyBack.MarketRefund) told).amount())
                .isEqualTo(Money.parse("USD 5.50"));
    }

    @Test
    void refusesThePublishedTransactionForAPurchaseOfOurs() throws Exception {
        JsonNode model = JSON.readTree(text("models/signedTransaction.json"));
        JWSTransactionDecodedPayload transaction = new JWSTransactionDecodedPayload()
                .transactionId(model.path("transactionId").asString())
                .productId("gem_100")
                .type(Type.fromValue(model.path("type").asString()));
        assertThat(AppStoreJudgement.of(
                        Orders.of(Orders.APP_STORE, "p1"),
                        model.path("transactionId").asString(),
                        transaction))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("PRODUCT_MISMATCH"));
    }

    @Test
    void takesThePublishedErrorsForWhatTheyAre() throws Exception {
        assertThat(failure(429, "models/apiTooManyRequestsException.json").code())
                .isEqualTo(MarketFailure.RATE_LIMITED);
        assertThat(failure(404, "models/transactionIdNotFoundError.json").code())
                .isEqualTo("NOT_FOUND");
    }

    private static MarketFailure failure(int status, String model) throws IOException {
        JsonNode error = JSON.readTree(text(model));
        return AppStoreFailures.of(
                new APIException(
                        status,
                        error.path("errorCode").longValue(),
                        error.path("errorMessage").asString()),
                null);
    }
}
