package io.coinslot.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Purchases, their events and their users, as the client asks for them. */
class PurchaseCallsTest extends Calls {
    @Test
    void postsAPurchase() {
        gateway.on("POST /v1/purchases", 201, Fixtures.PURCHASE);
        NewPurchase gems = NewPurchase.of("u1", "gem-100", Market.GOOGLE_PLAY)
                .withQuantity(2)
                .inRegion("KR")
                .onDevice("d1");
        Purchase purchase = client.purchases().create(gems);
        assertThat(gateway.last().body())
                .isEqualTo(
                        "{\"userId\":\"u1\",\"productId\":\"gem-100\",\"market\":\"google-play\",\"quantity\":2,\"region\":\"KR\",\"deviceId\":\"d1\"}");
        assertThat(purchase.status()).isEqualTo(PurchaseStatus.REQUESTED);
        assertThat(purchase.billing()).isNotNull();
        assertThat(purchase.billing().orderReference()).isEqualTo("r");
        assertThat(purchase.toString()).doesNotContain("billingToken");
    }

    @Test
    void postsABatch() {
        gateway.on(
                "POST /v1/purchases:batch",
                200,
                "{\"items\":[{\"idempotencyKey\":\"k1\",\"status\":201,\"purchase\":" + Fixtures.PURCHASE
                        + "},{\"idempotencyKey\":\"k2\",\"status\":422,\"problem\":{\"type\":\"about:blank\",\"status\":422}}]}");
        NewPurchase gems = NewPurchase.of("u1", "gem-100", Market.STRIPE);
        List<BatchResult> results =
                client.purchases().createAll(List.of(new BatchItem("k1", gems), new BatchItem("k2", gems)));
        assertThat(results).extracting(BatchResult::succeeded).containsExactly(true, false);
        assertThat(gateway.last().body()).contains("{\"idempotencyKey\":\"k1\",\"userId\":\"u1\",");
    }

    @Test
    void listsPurchasesByWhatIsAskedFor() {
        String target =
                "/v1/purchases?userId=u1&status=PAID&market=stripe&from=2026-11-22T07%3A00%3A00Z&to=2026-11-22T08%3A00%3A00Z";
        gateway.on("GET " + target, 200, "{\"items\":[" + Fixtures.PURCHASE + "]}");
        PurchaseQuery query = PurchaseQuery.ofUser("u1")
                .withStatus(PurchaseStatus.PAID)
                .atMarket(Market.STRIPE)
                .between(AT, AT.plusSeconds(3600));
        assertThat(client.purchases().list(query)).hasSize(1);
    }

    @Test
    void waitsForAVersion() {
        gateway.on(
                "GET /v1/purchases/p1?minVersion=4&waitMillis=2000",
                200,
                Fixtures.PURCHASE.replace("REQUESTED", "NEWER_STATUS"));
        assertThat(client.purchases()
                        .awaitVersion("p1", 4, Duration.ofSeconds(2))
                        .status())
                .isEqualTo(PurchaseStatus.UNKNOWN);
    }

    @Test
    void handsInReceiptsAndConfirmsAndCancels() {
        gateway.on("POST /v1/purchases/p1/receipts", 202, "{}")
                .on("POST /v1/purchases/p1/delivery", 200, "{}")
                .on("POST /v1/purchases/p1/cancel", 200, "{}");
        client.purchases().submitReceipt("p1", Receipt.paymentIntentId("pi_1"));
        client.purchases().confirmDelivery("p1", AT);
        client.purchases().confirmDelivery("p1");
        client.purchases().cancel("p1");
        assertThat(gateway.asked.stream().map(FakeGateway.Asked::body))
                .containsExactly(
                        "{\"paymentIntentId\":\"pi_1\"}", "{\"confirmedAt\":\"2026-11-22T07:00:00Z\"}", "{}", "{}");
    }

    @Test
    void asksForPartOfTheMoneyBackAndListsRefunds() {
        gateway.on("POST /v1/purchases/p1/refunds", 202, "{\"refundId\":\"r1\",\"status\":\"PENDING\"}")
                .on("GET /v1/purchases/p1/refunds", 200, "{\"items\":[{\"refundId\":\"r1\"}]}");
        assertThat(client.purchases()
                        .refund("p1", NewRefund.partial(Money.of("600", "KRW"), "broken"))
                        .refundId())
                .isEqualTo("r1");
        assertThat(gateway.last().body())
                .isEqualTo("{\"amount\":{\"amount\":\"600\",\"currency\":\"KRW\"},\"reason\":\"broken\"}");
        assertThat(client.purchases().refunds("p1")).hasSize(1);
    }

    @Test
    void resolvesABillingToken() {
        gateway.on("POST /v1/billing-tokens/resolve", 200, Fixtures.PURCHASE);
        assertThat(client.purchases().resolveBillingToken("bt").total()).isEqualTo(Money.of("1200", "KRW"));
    }

    @Test
    void reportsWhatTheGameSaw() {
        gateway.on("POST /v1/purchase-events", 202, "{\"items\":[{\"eventId\":\"e1\",\"status\":202}]}");
        GameEvent granted = new GameEvent("e1", "p1", GameEvent.Type.GRANTED, AT, Map.of("slot", "3"));
        assertThat(client.purchaseEvents().report(List.of(granted))).allMatch(GameEventResult::accepted);
        assertThat(gateway.last().body()).contains("\"type\":\"GRANTED\"", "\"data\":{\"slot\":\"3\"}");
    }

    @Test
    void followsTheFeedAndTellsWhereToBeginAgain() {
        gateway.on(
                "GET /v1/purchase-events?waitMillis=20000",
                200,
                "{\"items\":[" + feedEvent("e1") + "," + feedEvent("e2") + "],\"nextCursor\":\"2\"}");
        gateway.on(
                "GET /v1/purchase-events?after=2&waitMillis=20000",
                200,
                "{\"items\":[" + feedEvent("e3") + "],\"nextCursor\":\"3\"}");
        EventFeed feed = client.purchaseEvents().feed(null);
        assertThat(feed.next().eventId()).isEqualTo("e1");
        assertThat(feed.cursor()).isNull();
        assertThat(feed.next().eventId()).isEqualTo("e2");
        assertThat(feed.cursor()).isEqualTo("2");
        assertThat(feed.next().data()).containsEntry("amount", 5);
        assertThat(feed.cursor()).isEqualTo("3");
    }

    @Test
    void pollsTheFeed() {
        gateway.on("GET /v1/purchase-events?after=7&waitMillis=0", 200, "{\"items\":[],\"nextCursor\":\"7\"}");
        EventFeed feed = client.purchaseEvents().feed("7");
        assertThat(feed.poll(Duration.ZERO)).isEmpty();
        assertThat(feed.cursor()).isEqualTo("7");
    }

    @Test
    void setsAndReadsLimitsAndConsents() {
        gateway.on("PUT /v1/users/u%201/limits", 200, "[]")
                .on("GET /v1/users/u%201/limits", 200, "[{\"currency\":\"KRW\",\"daily\":\"1000\"}]")
                .on("PUT /v1/users/u%201/consents/terms", 200, "{}")
                .on("GET /v1/users/u%201/consents/terms", 200, "{\"kind\":\"terms\",\"granted\":true}");
        client.users().setLimits("u 1", List.of(new Limit("KRW", "1000", null)));
        assertThat(client.users().limits("u 1")).containsExactly(new Limit("KRW", "1000", null));
        client.users().setConsent("u 1", "terms", Consent.grantedAt(AT));
        assertThat(client.users().consent("u 1", "terms").granted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", ".."})
    void refusesIdsThatWouldNameAnotherPath(String id) {
        assertThatThrownBy(() -> client.purchases().get(id)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,200", "1e3", "", "NaN", "0x1"})
    void refusesAmountsThatAreNoDecimals(String amount) {
        assertThatThrownBy(() -> Money.of(amount, "KRW")).isInstanceOf(IllegalArgumentException.class);
    }

    private static String feedEvent(String id) {
        return "{\"eventId\":\"" + id + "\",\"purchaseId\":\"p1\",\"sequence\":1,\"type\":\"PurchasePaid\","
                + "\"occurredAt\":\"2026-11-22T07:00:00Z\",\"data\":{\"amount\":5,\"none\":null}}";
    }

    @Test
    void tellsHowManyPurchasesGotHowFar() {
        gateway.on("GET /v1/funnel", 200, "{\"counts\":{\"PurchaseCompleted\":7,\"STORE_OPENED\":9}}");
        assertThat(client.purchases().funnel()).isEqualTo(Map.of("PurchaseCompleted", 7L, "STORE_OPENED", 9L));
    }

    /** After a restart, or once all attempts are over: under another key the token would be gone. */
    @Test
    void resolvesABillingTokenUnderTheCallersKey() {
        gateway.on("POST /v1/billing-tokens/resolve", 200, Fixtures.PURCHASE);
        client.purchases().resolveBillingToken("bt", "b-1");
        assertThat(gateway.last().header("Idempotency-Key")).isEqualTo("b-1");
    }
}
