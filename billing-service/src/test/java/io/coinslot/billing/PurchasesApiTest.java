package io.coinslot.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import io.coinslot.schemas.billing.PurchaseEventEnvelope;
import io.coinslot.schemas.billing.PurchaseRequested;
import io.coinslot.schemas.market.PaymentFinished;
import io.coinslot.servicekit.consume.Consumed;
import io.coinslot.servicekit.key.SecretKeys;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PurchasesApiTest extends ApiTest {
    @Test
    void sellsAnItemFromRequestToCompletion() throws Exception {
        try (GameServer game = new GameServer()) {
            String service = givenService(game.url());
            String token = ownerOf(service);
            Answer posted = givenPurchase(service, "google-play");
            assertThat(posted.status()).isEqualTo(201);
            String id = posted.text("/purchaseId");
            assertThat(post(token, "/v1/purchases/" + id + "/receipts", null, "{'purchaseToken':'tok'}")
                            .text("/status"))
                    .isEqualTo("VERIFYING");
            assertThat(tell(service, id, 1, captured("GPA.1", 1200))).isEqualTo(Consumed.APPLIED);

            Answer delivered = get(token, "/v1/purchases/" + id + "?minVersion=4&waitMillis=10000");
            assertThat(delivered.text("/status")).isEqualTo("DELIVERED");
            tell(service, id, 2, new PaymentFinished("CONSUMED"));
            Answer completed = get(token, "/v1/purchases/" + id);

            assertThat(completed.text("/status")).isEqualTo("COMPLETED");
            JsonNode told =
                    JsonMapper.shared().readTree(game.received().getFirst().body());
            assertThat(told.at("/data/version").asLong()).isEqualTo(3);
            assertThat(delivered.body().at("/version").asLong()).isGreaterThan(3);
            assertThat(completed.text("/payment/captured/amount")).isEqualTo("1200");
            assertThat(completed.text("/delivery/confirmedBy")).isEqualTo("WEBHOOK");
            assertThat(completed.body().at("/history")).hasSize(5);
            assertSignedForTheGame(service, game.received().getFirst());
        }
    }

    private static void assertSignedForTheGame(String service, GameServer.Received webhook) throws Exception {
        byte[] secret = SecretKeys.derive(LocalBilling.KEY, "webhook", service, "1");
        new Webhook("whsec_" + Base64.getEncoder().encodeToString(secret)).verify(webhook.body(), webhook.headers());
        assertThat(webhook.body()).startsWith("{\"type\":\"purchase.paid\",\"timestamp\":\"");
    }

    @Test
    void answersWithTheBillingInformation() {
        Answer posted = givenPurchase(givenService(), "google-play");
        assertThat(posted.text("/status")).isEqualTo("REQUESTED");
        assertThat(posted.body().at("/version").asLong()).isOne();
        assertThat(posted.text("/total/amount")).isEqualTo("1200");
        assertThat(posted.text("/total/currency")).isEqualTo("KRW");
        assertThat(posted.text("/billing/marketProductId")).isEqualTo("gem_100");
        assertThat(posted.text("/billing/orderReference")).isEqualTo(posted.text("/purchaseId"));
        assertThat(posted.text("/billing/obfuscatedAccountId"))
                .hasSizeBetween(20, 64)
                .doesNotContain("player-1");
        assertThat(posted.text("/billing/appAccountToken")).matches("[0-9a-f-]{36}");
        assertThat(posted.text("/billing/billingToken")).isNotEmpty();
        assertThat(posted.body().at("/billing").has("clientSecret")).isTrue();
    }

    @Test
    void publishesWhatTheMarketNeeds() {
        String service = givenService();
        String id = givenPurchase(service, "stripe").text("/purchaseId");
        assertThat(broker.published(
                        PurchaseEventEnvelope.class,
                        event -> event.getPurchaseId().equals(id)))
                .singleElement()
                .satisfies(event -> {
                    PurchaseRequested requested = (PurchaseRequested) event.getEvent();
                    assertThat(event.getServiceId()).isEqualTo(service);
                    assertThat(requested.getMarket()).isEqualTo("stripe");
                    assertThat(requested.getTotal().getMinorUnits()).isEqualTo(1200);
                    assertThat(requested.getOrderReference()).isEqualTo(id);
                });
    }

    @Test
    void purchasesOfOthersDoNotExist() {
        String id = givenPurchase(givenService(), "stripe").text("/purchaseId");
        String stranger = ownerOf(givenService());
        assertThat(get(stranger, "/v1/purchases/" + id).problem()).isEqualTo("404 not-found");
        assertThat(get(stranger, "/v1/purchases/nonsense").problem()).isEqualTo("404 not-found");
        assertThat(post(stranger, "/v1/purchases/" + id + "/cancel", null, "").problem())
                .isEqualTo("404 not-found");
        assertThat(post(stranger, "/v1/purchases/" + id + "/delivery", null, "{}")
                        .problem())
                .isEqualTo("404 not-found");
        assertThat(post(stranger, "/v1/purchases/" + id + "/receipts", null, "{'paymentIntentId':'pi'}")
                        .problem())
                .isEqualTo("404 not-found");
    }

    @Test
    void needsTheScope() {
        String service = givenService();
        String weak = "svc~" + service + "~catalog:read";
        assertThat(post(weak, "/v1/purchases", newKey(), "{}").problem()).isEqualTo("403 insufficient-scope");
        assertThat(get(weak, "/v1/purchases/x").problem()).isEqualTo("403 insufficient-scope");
    }

    @Test
    void cancelsWhatIsNotPaid() {
        String service = givenService();
        String id = givenPurchase(service, "stripe").text("/purchaseId");
        Answer cancelled = post(ownerOf(service), "/v1/purchases/" + id + "/cancel", null, "");
        assertThat(cancelled.text("/status")).isEqualTo("CANCELLED");
        assertThat(post(ownerOf(service), "/v1/purchases/" + id + "/cancel", null, "")
                        .status())
                .isEqualTo(200);
        assertThat(post(ownerOf(service), "/v1/purchases/" + givenPaidPurchase(service) + "/cancel", null, "")
                        .problem())
                .isEqualTo("409 not-cancellable");
    }

    @Test
    void takesOneReceiptThatFitsTheMarket() {
        String service = givenService();
        String path = "/v1/purchases/" + givenPurchase(service, "google-play").text("/purchaseId") + "/receipts";
        String token = ownerOf(service);
        assertThat(post(token, path, null, "{}").problem()).isEqualTo("400 invalid-request");
        assertThat(post(token, path, null, "{'purchaseToken':'a','transactionId':'b'}")
                        .problem())
                .isEqualTo("400 invalid-request");
        assertThat(post(token, path, null, "{'paymentIntentId':'a'}").problem())
                .isEqualTo("400 invalid-request /paymentIntentId");
        Answer first = post(token, path, null, "{'purchaseToken':'a'}");
        Answer again = post(token, path, null, "{'purchaseToken':'a'}");
        assertThat(first.status()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
    }

    @Test
    void confirmsDeliveriesOnlyOfWhatIsPaid() {
        String service = givenService();
        String id = givenPurchase(service, "google-play").text("/purchaseId");
        String path = "/v1/purchases/" + id + "/delivery";
        assertThat(post(ownerOf(service), path, null, "{}").problem()).isEqualTo("409 not-paid");
        tell(service, id, 1, captured("GPA.3", 1200));
        assertThat(post(ownerOf(service), path, null, "{'confirmedAt':'2999-01-01T00:00:00Z'}")
                        .problem())
                .isEqualTo("400 invalid-request /confirmedAt");
        assertThat(post(ownerOf(service), path, null, "{'confirmedAt':'yesterday'}")
                        .problem())
                .isEqualTo("400 invalid-request /confirmedAt");
        assertThat(post(ownerOf(service), path, null, "").text("/delivery/status"))
                .isEqualTo("CONFIRMED");
    }

    @Test
    void boundsTheWaitOfReads() {
        String service = givenService();
        String id = givenPurchase(service, "stripe").text("/purchaseId");
        assertThat(get(ownerOf(service), "/v1/purchases/" + id + "?minVersion=2&waitMillis=30001")
                        .problem())
                .isEqualTo("400 invalid-request waitMillis");
        assertThat(get(ownerOf(service), "/v1/purchases/" + id + "?minVersion=2&waitMillis=50")
                        .body()
                        .at("/version")
                        .asLong())
                .isOne();
    }

    @Test
    void doesNotFollowRedirectsOfWebhooks() {
        try (GameServer game = new GameServer()) {
            game.answers(302, "");
            String service = givenService(game.url());
            String id = givenPaidPurchase(service);
            String attempts = "/v1/webhook-attempts?purchaseId=" + id;
            await().untilAsserted(
                            () -> assertThat(get(ownerOf(service), attempts).text("/items/0/httpStatus"))
                                    .isEqualTo("302"));
            assertThat(game.received())
                    .as("the second would be where it was sent on to")
                    .hasSize(1);
            assertThat(get(ownerOf(service), "/v1/purchases/" + id).text("/status"))
                    .isEqualTo("PAID");
        }
    }
}
