package io.coinslot.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallsTest {
    private static final Instant AT = Instant.parse("2026-11-22T07:00:00Z");

    private final FakeGateway gateway = new FakeGateway();
    private final CoinslotClient client = Fixtures.client(gateway);

    @AfterEach
    void stop() {
        client.close();
        gateway.close();
    }

    @Test
    void registersAServiceAndHidesItsSecretsFromLogs() {
        gateway.on(
                "POST /v1/services",
                201,
                "{\"serviceId\":\"arcade\",\"clientId\":\"svc-arcade\",\"clientSecret\":\"s3\",\"webhookSecret\":\"whsec_AA\"}");
        NewService arcade = new NewService("arcade", "Arcade", "KRW", URI.create("https://game.example/hook"));
        ServiceSecrets secrets = client.services().register(arcade);
        assertThat(secrets.clientSecret()).isEqualTo("s3");
        assertThat(secrets.toString()).doesNotContain("s3", "whsec_AA");
        assertThat(gateway.last().body()).contains("\"webhookUrl\":\"https://game.example/hook\"");
        assertThat(gateway.last().header("Idempotency-Key")).isNotEmpty();
    }

    @Test
    void linksAMarket() {
        gateway.on("PUT /v1/services/arcade/markets/stripe", 200, "{\"enabled\":true}");
        client.services()
                .linkMarket("arcade", Market.STRIPE, MarketLink.enabled(Map.of("a", "b"), Map.of("secretKey", "sk")));
        assertThat(gateway.last().body())
                .isEqualTo("{\"enabled\":true,\"settings\":{\"a\":\"b\"},\"credentials\":{\"secretKey\":\"sk\"}}");
    }

    @Test
    void sendsNoCredentialsRatherThanEmptyOnes() {
        gateway.on("PUT /v1/services/arcade/markets/stripe", 200, "{}");
        client.services().linkMarket("arcade", Market.STRIPE, new MarketLink(false, Map.of(), Map.of()));
        assertThat(gateway.last().body()).isEqualTo("{\"enabled\":false,\"settings\":{}}");
    }

    @Test
    void readsAndChangesAService() {
        String service = "{\"serviceId\":\"arcade\",\"markets\":[{\"market\":\"stripe\",\"enabled\":true}]}";
        gateway.on("GET /v1/services/arcade", 200, service).on("PUT /v1/services/arcade", 200, service);
        assertThat(client.services().get("arcade").markets())
                .containsExactly(new Service.Link(Market.STRIPE, true, Map.of()));
        client.services().describe("arcade", new ServiceDescription("Arcade", null, List.of("terms")));
        assertThat(gateway.last().body()).isEqualTo("{\"name\":\"Arcade\",\"requiredConsents\":[\"terms\"]}");
    }

    @Test
    void rotatesSecrets() {
        gateway.on(
                "POST /v1/services/arcade/secrets/rotate",
                200,
                "{\"serviceId\":\"arcade\",\"clientId\":\"c\",\"clientSecret\":\"new\"}");
        assertThat(client.services()
                        .rotateSecrets("arcade", Duration.ofHours(1))
                        .clientSecret())
                .isEqualTo("new");
        assertThat(gateway.last().body()).isEqualTo("{\"keepOldForMinutes\":60}");
    }

    @Test
    void registersClientKeys() {
        gateway.on("PUT /v1/services/arcade/client-keys", 200, "{}");
        client.services().putClientKeys("arcade", Map.of("keys", List.of(Map.of("kty", "EC", "kid", "k1"))));
        assertThat(gateway.last().body()).startsWith("{\"jwks\":{\"keys\":[{").contains("\"kid\":\"k1\"");
    }

    @Test
    void actsForAService() {
        gateway.on("GET /v1/purchases/p1", 200, Fixtures.PURCHASE);
        try (CoinslotClient admin =
                Fixtures.builder(gateway).actingFor("arcade").build()) {
            admin.purchases().get("p1");
        }
        assertThat(gateway.last().header("Coinslot-Service")).isEqualTo("arcade");
    }

    @Test
    void putsAProduct() {
        gateway.on("PUT /v1/products/gem-100", 201, product("gem-100"));
        ProductDefinition gems = ProductDefinition.of("Gems", ProductType.CONSUMABLE, Price.of("1200", "KRW"))
                .withMarketProductId(Market.GOOGLE_PLAY, "gem_100")
                .onSale(AT, null);
        assertThat(client.products().put("gem-100", gems).version()).isEqualTo(1);
        assertThat(gateway.last().body())
                .isEqualTo(
                        "{\"name\":\"Gems\",\"type\":\"CONSUMABLE\",\"prices\":[{\"amount\":\"1200\",\"currency\":\"KRW\"}],"
                            + "\"marketProductIds\":{\"google-play\":\"gem_100\"},\"saleStartsAt\":\"2026-11-22T07:00:00Z\",\"active\":true}");
    }

    @Test
    void readsPagesOfAListOnlyWhenTheyAreNeeded() {
        gateway.on(
                "GET /v1/products",
                200,
                "{\"items\":[" + product("a") + "," + product("b") + "],\"nextCursor\":\"c 1\"}");
        gateway.on("GET /v1/products?cursor=c+1", 200, "{\"items\":[],\"nextCursor\":\"c2\"}");
        gateway.on("GET /v1/products?cursor=c2", 200, "{\"items\":[" + product("c") + "],\"nextCursor\":null}");
        assertThat(client.products().list().map(Product::productId).limit(2)).containsExactly("a", "b");
        assertThat(gateway.asked).hasSize(1);
        assertThat(client.products().list().map(Product::productId)).containsExactly("a", "b", "c");
    }

    @Test
    void importsCsv() {
        gateway.on("POST /v1/products:import", 200, "{\"imported\":2}");
        assertThat(client.products().importCsv("productId,name\n").imported()).isEqualTo(2);
        assertThat(gateway.last().header("Content-Type")).isEqualTo("text/csv");
    }

    @Test
    void postsAPurchase() {
        gateway.on("POST /v1/purchases", 201, Fixtures.PURCHASE);
        NewPurchase gems = NewPurchase.of("u1", "gem-100", Market.GOOGLE_PLAY)
                .withQuantity(2)
                .inRegion("KR");
        Purchase purchase = client.purchases().create(gems);
        assertThat(gateway.last().body())
                .isEqualTo(
                        "{\"userId\":\"u1\",\"productId\":\"gem-100\",\"market\":\"google-play\",\"quantity\":2,\"region\":\"KR\"}");
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
    void refunds() {
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

    @Test
    void showsDeliveriesAndWebhookAttempts() {
        gateway.on("GET /v1/deliveries?status=PENDING", 200, "{\"items\":[{\"purchaseId\":\"p1\"}]}")
                .on("GET /v1/webhook-attempts?purchaseId=p1", 200, "{\"items\":[{\"id\":\"w1\"}]}")
                .on("POST /v1/webhook-attempts/w1/resend", 202, "");
        assertThat(client.deliveries().pending().map(PendingDelivery::purchaseId))
                .containsExactly("p1");
        assertThat(client.deliveries().webhookAttempts("p1").map(WebhookAttempt::id))
                .containsExactly("w1");
        client.deliveries().resend("w1");
    }

    @Test
    void listsTheDeliveriesOfAllServicesForOperators() {
        gateway.on(
                "GET /v1/operations/deliveries?dueBefore=2026-11-22T07%3A00%3A00Z",
                200,
                "{\"items\":[{\"purchaseId\":\"p1\",\"serviceId\":\"arcade\",\"overdue\":true}],\"nextCursor\":null}");
        PendingDelivery late =
                client.deliveries().pendingOfAllServices(AT).findFirst().orElseThrow();
        assertThat(late.serviceId()).isEqualTo("arcade");
        assertThat(late.overdue()).isTrue();
    }

    @Test
    void drawsUpAStatementAndStreamsItsEntries() throws IOException {
        gateway.on("POST /v1/settlements", 202, "{\"settlementId\":\"s1\"}")
                .on(
                        "GET /v1/settlements/s1",
                        200,
                        "{\"settlementId\":\"s1\",\"status\":\"READY\",\"totals\":[{\"market\":\"stripe\",\"currency\":\"KRW\","
                            + "\"gross\":\"1200\",\"refunded\":\"0\",\"marketFee\":\"36\",\"tax\":\"0\",\"net\":\"1164\",\"purchases\":1,\"refunds\":0}]}")
                .on(
                        "GET /v1/settlements/s1/entries.csv",
                        FakeGateway.reply(200, Map.of("Content-Type", "text/csv"), "a,b\n1,2\n"));
        assertThat(client.settlements()
                        .request(NewSettlement.ofService(AT, AT.plusSeconds(60)))
                        .settlementId())
                .isEqualTo("s1");
        assertThat(gateway.last().body()).startsWith("{\"scope\":\"SERVICE\",\"from\":");
        assertThat(client.settlements().get("s1").totals())
                .extracting(Settlement.Total::net)
                .containsExactly("1164");
        try (InputStream entries = client.settlements().entriesCsv("s1")) {
            assertThat(new String(entries.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("a,b\n1,2\n");
        }
    }

    @Test
    void tellsWhyEntriesCannotBeRead() {
        gateway.on("GET /v1/settlements/s2/entries.csv", 409, "{\"title\":\"not ready\"}");
        assertThatThrownBy(() -> client.settlements().entriesCsv("s2"))
                .isInstanceOf(CoinslotException.Conflict.class)
                .hasMessageContaining("not ready");
    }

    @Test
    void setsFeeSchedules() {
        gateway.on("PUT /v1/fee-schedules/google-play", 200, "[]");
        client.settlements()
                .setFeeSchedule(Market.GOOGLE_PLAY, List.of(FeePeriod.flat(LocalDate.of(2026, 1, 1), "0.15")));
        assertThat(gateway.last().body()).isEqualTo("[{\"from\":\"2026-01-01\",\"rate\":\"0.15\",\"tiers\":[]}]");

        List<FeePeriod.Tier> tiers =
                List.of(new FeePeriod.Tier(Money.of("1000000", "USD"), "0.15"), new FeePeriod.Tier(null, "0.30"));
        client.settlements()
                .setFeeSchedule(
                        Market.GOOGLE_PLAY, List.of(FeePeriod.byTurnover(LocalDate.of(2026, 1, 1), tiers, null)));
        assertThat(gateway.last().body())
                .isEqualTo(
                        "[{\"from\":\"2026-01-01\",\"tiers\":["
                            + "{\"upTo\":{\"amount\":\"1000000\",\"currency\":\"USD\"},\"rate\":\"0.15\"},{\"rate\":\"0.30\"}]}]");
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

    private static String product(String id) {
        return "{\"productId\":\"" + id + "\",\"version\":1,\"name\":\"Gems\",\"type\":\"CONSUMABLE\",\"active\":true}";
    }

    private static String feedEvent(String id) {
        return "{\"eventId\":\"" + id + "\",\"purchaseId\":\"p1\",\"sequence\":1,\"type\":\"PurchasePaid\","
                + "\"occurredAt\":\"2026-11-22T07:00:00Z\",\"data\":{\"amount\":5,\"none\":null}}";
    }
}
