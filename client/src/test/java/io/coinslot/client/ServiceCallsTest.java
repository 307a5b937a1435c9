package io.coinslot.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Services and what they sell, as the client asks for them. */
class ServiceCallsTest extends Calls {
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
    void rotatesASecretAndKeepsTheOldOneForWholeMinutes() {
        gateway.on(
                "POST /v1/services/arcade/secrets/rotate",
                200,
                "{\"serviceId\":\"arcade\",\"clientId\":\"c\",\"clientSecret\":\"new\"}");
        assertThat(client.services()
                        .rotateSecrets("arcade", Duration.ofHours(1))
                        .clientSecret())
                .isEqualTo("new");
        assertThat(gateway.last().body()).isEqualTo("{\"keepOldForMinutes\":60}");
        client.services().rotateSecrets("arcade", Duration.ofSeconds(60).plusMillis(1), "r-1");
        assertThat(gateway.last().body()).isEqualTo("{\"keepOldForMinutes\":2}");
        assertThat(gateway.last().header("Idempotency-Key")).isEqualTo("r-1");
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
    void importsProductsFromCsv() {
        gateway.on("POST /v1/products:import", 200, "{\"imported\":2}");
        assertThat(client.products().importCsv("productId,name\n").imported()).isEqualTo(2);
        assertThat(gateway.last().header("Content-Type")).isEqualTo("text/csv");
        client.products().importCsv("productId,name\n", "i-1");
        assertThat(gateway.last().header("Idempotency-Key")).isEqualTo("i-1");
    }

    @Test
    void importsProductsByTheirDefinitions() {
        gateway.on("POST /v1/products:import", 200, "{\"imported\":2}");
        Map<String, ProductDefinition> products = new LinkedHashMap<>();
        products.put("a", ProductDefinition.of("A", ProductType.DURABLE, Price.of("1200", "KRW")));
        products.put("b", ProductDefinition.of("B", ProductType.CURRENCY, Price.of("1.99", "USD")));
        assertThat(client.products().importAll(products).imported()).isEqualTo(2);
        assertThat(gateway.last().body())
                .startsWith("{\"items\":[{\"productId\":\"a\",\"name\":\"A\",\"type\":\"DURABLE\",\"prices\":[{")
                .contains("{\"productId\":\"b\",\"name\":\"B\"");
        client.products().importAll(products, "i-2");
        assertThat(gateway.last().header("Idempotency-Key")).isEqualTo("i-2");
    }

    @Test
    void setsWhatTheClientOfAServiceMayDo() {
        gateway.on("PUT /v1/services/arcade/client-limits", 200, "{\"serviceId\":\"arcade\",\"burst\":200}");
        ClientLimits limits = new ClientLimits(100, null, List.of(new ClientLimits.Amount("KRW", "500000", null)));
        assertThat(client.services().setClientLimits("arcade", limits).burst()).isEqualTo(200);
        assertThat(gateway.last().body())
                .isEqualTo(
                        "{\"requestsPerSecond\":100,\"amountLimits\":[{\"currency\":\"KRW\",\"perPurchase\":\"500000\"}]}");
    }

    private static String product(String id) {
        return "{\"productId\":\"" + id + "\",\"version\":1,\"name\":\"Gems\",\"type\":\"CONSUMABLE\",\"active\":true}";
    }
}
