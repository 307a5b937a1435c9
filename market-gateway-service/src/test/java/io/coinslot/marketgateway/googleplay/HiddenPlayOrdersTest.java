package io.coinslot.marketgateway.googleplay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.journey.AnsweringMarket;
import io.coinslot.marketgateway.market.Credentials;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketFailure.Kind;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.VerifiesReceipts.Verdict;
import io.coinslot.marketgateway.market.transport.PooledConnections;
import io.coinslot.marketgateway.payment.Receipt;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.apache.http.impl.client.CloseableHttpClient;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What Google Play does not show says nothing about what was paid, unless Google itself says so of the purchase. */
class HiddenPlayOrdersTest {
    private static final Duration WAIT = Duration.ofSeconds(5);
    private static final String APPLICATION = "/androidpublisher/v3/applications/com.example";
    private static final String PURCHASE = APPLICATION + "/purchases/productsv2/tokens/token-1";
    private static final String ORDER = APPLICATION + "/orders/GPA.1";
    private static final String PAID = """
        {"orderId":"GPA.1","obfuscatedExternalAccountId":"account-of-user-1",
         "purchaseStateContext":{"purchaseState":"PURCHASED"},
         "purchaseCompletionTime":"2026-11-22T12:00:00Z",
         "productLineItem":[{"productId":"gem_100","productOfferDetails":{"quantity":1}}]}\
        """;
    private static final String NOT_FOUND = """
        {"error":{"code":404,"message":"The order was not found.","status":"NOT_FOUND",
         "errors":[{"reason":"orderNotFound","message":"The order was not found.","domain":"androidpublisher"}]}}\
        """;
    private static final String PAGE = "<html><title>Error 404 (Not Found)</title></html>";

    private static String privateKey;

    private AnsweringMarket market;
    private CloseableHttpClient connections;
    private PlayReceipts receipts;

    @BeforeAll
    static void generate() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        privateKey = Base64.getMimeEncoder()
                .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
    }

    @BeforeEach
    void open() {
        market = new AnsweringMarket();
        market.answers("/token", 200, "{\"access_token\":\"t\",\"expires_in\":3600,\"token_type\":\"Bearer\"}");
        connections = PooledConnections.open(WAIT, WAIT, WAIT);
        receipts = new PlayReceipts(new PlayConsoles(
                new GooglePlaySettings(market.address(), market.address(), "issuer", WAIT, WAIT), connections));
    }

    @AfterEach
    void close() throws IOException {
        market.close();
        connections.close();
    }

    private Verdict verdict() throws MarketFailure {
        ObjectNode account = JsonMapper.shared().createObjectNode();
        account.put("type", "service_account");
        account.put("client_id", "1");
        account.put("client_email", "coinslot@example.iam.gserviceaccount.com");
        account.put("private_key_id", "1");
        account.put("private_key", "-----BEGIN PRIVATE KEY-----\n" + privateKey + "\n-----END PRIVATE KEY-----\n");
        account.put("token_uri", market.address() + "/token");
        MarketLink link = new MarketLink(
                "arcade",
                Orders.GOOGLE_PLAY,
                true,
                Map.of("packageName", "com.example"),
                new Credentials(Map.of("serviceAccountJson", account.toString())));
        return receipts.verify(
                link, Orders.of(Orders.GOOGLE_PLAY, "p1"), new Receipt(Receipt.Kind.PURCHASE_TOKEN, "token-1"));
    }

    private static void assertLater(ThrowingCallable call, String code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(MarketFailure.class, failure -> {
            assertThat(failure.kind()).isEqualTo(Kind.RETRY_LATER);
            assertThat(failure.code()).isEqualTo(code);
        });
    }

    @Test
    void anOrderOfAPaidPurchaseThatIsNotShownYetIsAskedForAgain() {
        market.answers(PURCHASE, 200, PAID);
        market.answers(ORDER, 404, NOT_FOUND);
        assertLater(this::verdict, "ORDER_NOT_SHOWN");
    }

    @Test
    void anOrderThatAFrontServerDoesNotFindIsAskedForAgain() {
        market.answers(PURCHASE, 200, PAID);
        market.answers(ORDER, 404, PAGE);
        assertLater(this::verdict, "HTTP_404");
    }

    @Test
    void aPurchaseThatAFrontServerDoesNotFindIsAskedForAgain() {
        for (int status : new int[] {400, 404, 410}) {
            market.answers(PURCHASE, status, PAGE);
            assertLater(this::verdict, "HTTP_" + status);
            market.answers(PURCHASE, status, "{}");
            assertLater(this::verdict, "HTTP_" + status);
        }
    }

    @Test
    void aPurchaseThatGoogleDoesNotFindIsNone() {
        market.answers(PURCHASE, 404, NOT_FOUND);
        assertThatThrownBy(this::verdict).isInstanceOfSatisfying(MarketFailure.class, failure -> {
            assertThat(failure.kind()).isEqualTo(Kind.DECLINED);
            assertThat(failure.code()).isEqualTo("NOT_FOUND");
        });
    }
}
