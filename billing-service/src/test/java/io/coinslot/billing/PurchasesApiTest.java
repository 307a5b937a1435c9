package io.coinslot.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import io.coinslot.schemas.billing.PurchaseEventEnvelope;
import io.coinslot.schemas.billing.PurchaseRequested;
import io.coinslot.schemas.market.PaymentFinished;
import io.coinslot.servicekit.consume.Consumed;
import io.coinslot.servicekit.key.SecretKeys;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'productId':'gem-100','market':'stripe'}                              | 400 invalid-request /userId",
                "{'userId':' ','productId':'gem-100','market':'stripe'}                 | 400 invalid-request /userId",
                "{'userId':'a','market':'stripe'}                                       | 400 invalid-request"
                        + " /productId",
                "{'userId':'a','productId':'gem-100','market':' '}                      | 400 invalid-request /market",
                "{'userId':'a','productId':'gem-100','market':'moon'}                   | 422 market-not-linked"
                        + " /market",
                "{'userId':'a','productId':'gem-100','market':'one-store'}              | 422 market-not-linked"
                        + " /market",
                "{'userId':'a','productId':'gem-999','market':'stripe'}                 | 422 unknown-product"
                        + " /productId",
                "{'userId':'a','productId':'gem-100','market':'stripe','quantity':0}    | 400 invalid-request"
                        + " /quantity",
                "{'userId':'a','productId':'gem-100','market':'stripe','quantity':-1}   | 400 invalid-request"
                        + " /quantity",
                "{'userId':'a','productId':'gem-100','market':'stripe','quantity':1001} | 400 invalid-request"
                        + " /quantity",
                "{'userId':'a','productId':'gem-100','market':'stripe','quantity':1000000000} | 400 invalid-request"
                        + " /quantity",
                "{'userId':'a','productId':'gem-100','market':'stripe','quantity':1.5}  | 400 invalid-request"
                        + " /quantity",
                "{'userId':'a','productId':'gem-100','market':'stripe','quantity':'x'}  | 400 invalid-request"
                        + " /quantity",
                "{'userId':'a','productId':'gem-100','market':'stripe','currency':'USD'} | 422 no-price /currency",
                "{'userId':'a','productId':'gem-100','market':'stripe','currency':'QQQ'} | 400 invalid-request"
                        + " /currency",
                "{'userId':'a','productId':'gem-100','market':'stripe','region':'Korea'} | 400 invalid-request /region",
                "{                                                                      | 400 invalid-request"
            })
    void namesTheFieldOfARefusal(String body, String problem) {
        Answer answer = post(ownerOf(givenService()), "/v1/purchases", newKey(), body);
        assertThat(answer.problem()).isEqualTo(problem);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void refusesWhatIsNotOnSale() {
        String service = givenService();
        var price = List.of(FakeTables.price(null, null, "KRW", 100));
        tables.givenProduct(service, "old", price, Instant.now().minusSeconds(1), true);
        tables.givenProduct(service, "off", price, null, false);
        for (String product : List.of("old", "off")) {
            assertThat(post(
                                    ownerOf(service),
                                    "/v1/purchases",
                                    newKey(),
                                    "{'userId':'a','productId':'%s','market':'stripe'}".formatted(product))
                            .problem())
                    .isEqualTo("422 not-on-sale /productId");
        }
    }

    @Test
    void needsAnIdempotencyKey() {
        assertThat(post(
                                ownerOf(givenService()),
                                "/v1/purchases",
                                null,
                                "{'userId':'a','productId':'gem-100','market':'stripe'}")
                        .problem())
                .isEqualTo("400 missing-idempotency-key Idempotency-Key");
    }

    @Test
    void repeatsTheFirstAnswerForTheSameKeyWhateverHappenedSince() {
        String service = givenService();
        String key = newKey();
        String body = "{'userId':'a','productId':'gem-100','market':'google-play'}";
        Answer first = post(ownerOf(service), "/v1/purchases", key, body);
        tell(service, first.text("/purchaseId"), 1, captured("GPA.2", 1200));
        tables.givenProduct(service, "gem-100", "KRW", 9999);
        Answer second = post(ownerOf(service), "/v1/purchases", key, body);

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(first.header("Idempotent-Replayed")).isNull();
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
    }

    @Test
    void repeatsTheFirstAnswerEvenIfTheProductIsNoLongerSold() {
        String service = givenService();
        String key = newKey();
        String body = "{'userId':'a','productId':'gem-100','market':'google-play'}";
        Answer first = post(ownerOf(service), "/v1/purchases", key, body);
        tables.givenProduct(service, "gem-100", List.of(), null, false);
        assertThat(post(ownerOf(service), "/v1/purchases", key, body).body()).isEqualTo(first.body());
    }

    @Test
    void refusesTheSameKeyForAnotherRequest() {
        String service = givenService();
        String key = newKey();
        post(ownerOf(service), "/v1/purchases", key, "{'userId':'a','productId':'gem-100','market':'stripe'}");
        assertThat(post(
                                ownerOf(service),
                                "/v1/purchases",
                                key,
                                "{'userId':'b','productId':'gem-100','market':'stripe'}")
                        .problem())
                .isEqualTo("422 idempotency-key-reused Idempotency-Key");
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
    void clientsHaveAmountLimitsOfTheirOwn() {
        String service = givenService();
        String limited = ownerOf(service) + "~2400";
        String body = "{'userId':'a','productId':'gem-100','market':'stripe','quantity':%d}";
        assertThat(post(limited, "/v1/purchases", newKey(), body.formatted(2)).status())
                .isEqualTo(201);
        assertThat(post(limited, "/v1/purchases", newKey(), body.formatted(3)).problem())
                .isEqualTo("422 amount-limit-exceeded /quantity");
    }

    @Test
    void postsManyPurchasesEachWithItsOwnAnswer() {
        String service = givenService();
        String key = newKey();
        String item = "{'idempotencyKey':'%s','userId':'a','productId':'%s','market':'stripe'}";
        String body = "{'items':[%s,%s,%s,{'userId':'a'},null]}"
                .formatted(
                        item.formatted(key, "gem-100"), item.formatted(key, "gem-100"), item.formatted("k2", "nope"));
        Answer answer = post(ownerOf(service), "/v1/purchases:batch", null, body);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().at("/items")).hasSize(5);
        assertThat(answer.body().at("/items/0/status").asInt()).isEqualTo(201);
        assertThat(answer.body().at("/items/1/replayed").asBoolean()).isTrue();
        assertThat(answer.text("/items/0/purchase/purchaseId")).isEqualTo(answer.text("/items/1/purchase/purchaseId"));
        assertThat(Answer.problem(answer.body().at("/items/2/problem"), 0))
                .isEqualTo("0 unknown-product /items/2/productId");
        assertThat(Answer.problem(answer.body().at("/items/3/problem"), 0))
                .isEqualTo("0 missing-idempotency-key /items/3/idempotencyKey");
        assertThat(answer.body().at("/items/4/status").asInt()).isEqualTo(400);
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
            await().untilAsserted(() -> assertThat(game.received()).hasSize(1));
            assertThat(get(ownerOf(service), "/v1/purchases/" + id).text("/status"))
                    .isEqualTo("PAID");
        }
    }
}
