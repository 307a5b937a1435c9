package io.coinslot.simulators.tosspayments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coinslot.simulators.Merchant;
import io.coinslot.simulators.OpenMarkets;
import io.coinslot.simulators.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class TossWebhooksTest {
    private static final String SIGNATURE = "Tosspayments-webhook-signature";

    @TempDir
    Path folder;

    private OpenMarkets markets;
    private TossMerchant merchant;
    private final Merchant endpoint = new Merchant();

    @BeforeEach
    void open() {
        markets = new OpenMarkets(folder);
        merchant = new TossMerchant(markets, "arcade");
        markets.post(
                "/control/toss-payments/notification-target", "{\"url\":\"" + endpoint.url() + "/told/{serviceId}\"}");
    }

    @AfterEach
    void close() {
        markets.close();
        endpoint.close();
    }

    private List<JsonNode> bodies(int count) {
        await().until(() -> endpoint.told().size() >= count);
        return endpoint.told().stream()
                .map(told -> Json.read(told.body().getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    @Test
    void tellsOfAPaymentWithoutSigningIt() {
        String paymentKey =
                merchant.authorised("order-1", 1200, "").path("paymentKey").stringValue();
        merchant.confirm(paymentKey, "order-1", 1200, "");
        JsonNode told = bodies(1).getFirst();
        assertThat(told.path("eventType").stringValue()).isEqualTo("PAYMENT_STATUS_CHANGED");
        assertThat(told.path("createdAt").stringValue()).matches("[0-9-]{10}T[0-9:]{8}\\.[0-9]{6}");
        assertThat(told.path("data").path("status").stringValue()).isEqualTo("DONE");
        Merchant.Told request = endpoint.told().getFirst();
        assertThat(request.path()).isEqualTo("/told/arcade");
        assertThat(request.headers()).doesNotContainKey(SIGNATURE);
        assertThat(request.header("Tosspayments-webhook-transmission-retried-count"))
                .isEqualTo("0");
    }

    @Test
    void tellsOfADepositInAFormOfItsOwn() {
        String paymentKey = merchant.authorised("order-1", 1200, ",\"outcome\":\"PENDING\"")
                .path("paymentKey")
                .stringValue();
        String secret = merchant.confirm(paymentKey, "order-1", 1200, "")
                .body()
                .path("secret")
                .stringValue();
        markets.post("/control/toss-payments/purchases/" + paymentKey + "/complete", "{}");
        List<JsonNode> deposits =
                bodies(4).stream().filter(body -> !body.has("eventType")).toList();
        assertThat(deposits).hasSize(2).allSatisfy(body -> {
            assertThat(body.path("secret").stringValue()).isEqualTo(secret);
            assertThat(body.path("orderId").stringValue()).isEqualTo("order-1");
        });
        assertThat(deposits)
                .extracting(body -> body.path("status").stringValue())
                .containsExactlyInAnyOrder("WAITING_FOR_DEPOSIT", "DONE");
    }

    @Test
    void sendsAgainWhatIsNotAnswered200() {
        endpoint.answerNext(202);
        String paymentKey =
                merchant.authorised("order-1", 1200, "").path("paymentKey").stringValue();
        merchant.confirm(paymentKey, "order-1", 1200, "");
        List<JsonNode> told = bodies(2);
        assertThat(told.getLast()).isEqualTo(told.getFirst());
        assertThat(endpoint.told().getLast().header("Tosspayments-webhook-transmission-retried-count"))
                .isEqualTo("1");
    }

    @Test
    void signsWhatConcernsPayouts() throws Exception {
        String path = "/control/toss-payments/notifications";
        markets.post(path, "{\"kind\":\"PAYOUT\",\"serviceId\":\"arcade\"}");
        markets.post(path, "{\"kind\":\"SELLER\",\"serviceId\":\"arcade\",\"proof\":\"WRONG_KEY\"}");
        markets.post(path, "{\"kind\":\"PAYOUT\",\"serviceId\":\"arcade\",\"proof\":\"NONE\"}");
        bodies(3);
        assertThat(isSigned(endpoint.told().getFirst())).isTrue();
        assertThat(isSigned(endpoint.told().get(1))).isFalse();
        assertThat(endpoint.told().get(2).headers()).doesNotContainKey(SIGNATURE);
    }

    private boolean isSigned(Merchant.Told told) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(merchant.securityKey.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String text = told.body() + ":" + told.header("Tosspayments-webhook-transmission-time");
        String expected = Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        String header = told.header(SIGNATURE);
        assertThat(header).startsWith("v1:");
        return List.of(header.substring(3).split(",")).contains(expected);
    }

    @Test
    void sendsAgainLiesAndSpeaksGibberishOnRequest() {
        String paymentKey =
                merchant.authorised("order-1", 1200, "").path("paymentKey").stringValue();
        String path = "/control/toss-payments/notifications";
        JsonNode sent = markets.post(path, "{\"kind\":\"DUPLICATE\",\"paymentKey\":\"" + paymentKey + "\"}");
        assertThat(sent.path("statuses").toString()).isEqualTo("[200,200]");
        assertThat(endpoint.told().get(0).body())
                .isEqualTo(endpoint.told().get(1).body());
        markets.post(path, "{\"kind\":\"FORGED\",\"orderId\":\"order-1\"}");
        assertThat(bodies(3).get(2).path("data").path("status").stringValue()).isEqualTo("DONE");
        markets.post(path, "{\"kind\":\"UNKNOWN_TYPE\",\"serviceId\":\"arcade\"}");
        markets.post(path, "{\"kind\":\"POISON\",\"serviceId\":\"arcade\"}");
        await().until(() -> endpoint.told().size() == 5);
        assertThat(merchant.get("/v1/payments/" + paymentKey)
                        .body()
                        .path("status")
                        .stringValue())
                .isEqualTo("IN_PROGRESS");
    }
}
