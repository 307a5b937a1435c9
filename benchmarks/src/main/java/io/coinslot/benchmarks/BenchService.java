package io.coinslot.benchmarks;

import io.coinslot.client.CoinslotClient;
import io.coinslot.client.Market;
import io.coinslot.client.MarketLink;
import io.coinslot.client.NewService;
import io.coinslot.client.Price;
import io.coinslot.client.ProductDefinition;
import io.coinslot.client.ProductType;
import io.coinslot.client.ServiceSecrets;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A game of its own for the run, linked to the markets, with one item for sale. */
record BenchService(ServiceSecrets secrets) {
    private static final JsonMapper JSON = new JsonMapper();

    String serviceId() {
        return secrets.serviceId();
    }

    static BenchService register(Connection stack, List<String> markets, URI webhookUrl, HttpPool simulators)
            throws IOException {
        String serviceId = "bench-" + Long.toString(System.currentTimeMillis(), 36);
        try (CoinslotClient admin = client(stack, stack.admin()).build()) {
            ServiceSecrets secrets =
                    admin.services().register(new NewService(serviceId, "Benchmark", "USD", webhookUrl));
            BenchService service = new BenchService(secrets);
            try (CoinslotClient own = client(stack, service.credentials()).build()) {
                for (String market : markets) {
                    service.link(own, market, simulators);
                }
                own.products().put("gem-100", item(markets));
            }
            return service;
        }
    }

    /** A service that sells nothing. */
    static BenchService withoutProducts(Connection stack, URI webhookUrl) {
        String serviceId = "bench-" + Long.toString(System.currentTimeMillis(), 36);
        try (CoinslotClient admin = client(stack, stack.admin()).build()) {
            return new BenchService(
                    admin.services().register(new NewService(serviceId, "Benchmark", "USD", webhookUrl)));
        }
    }

    CoinslotClient client(Connection stack) {
        return client(stack, credentials()).build();
    }

    Connection.Client credentials() {
        return new Connection.Client(secrets.clientId(), secrets.clientSecret());
    }

    private void link(CoinslotClient own, String market, HttpPool simulators) throws IOException {
        HttpConnection.Answer answer =
                simulators.get("/control/" + market + "/credentials?serviceId=" + serviceId(), "");
        JsonNode link = JSON.readTree(answer.body());
        Map<String, String> settings = texts(link.path("settings"));
        own.services()
                .linkMarket(
                        serviceId(), Market.of(market), MarketLink.enabled(settings, texts(link.path("credentials"))));
    }

    private static Map<String, String> texts(JsonNode fields) {
        Map<String, String> texts = new HashMap<>();
        fields.properties()
                .forEach(field -> texts.put(field.getKey(), field.getValue().asString()));
        return texts;
    }

    private static ProductDefinition item(List<String> markets) {
        List<Price> prices = markets.stream()
                .map(market -> new Price(
                        Market.of(market),
                        null,
                        SoldItem.at(market).amount(),
                        SoldItem.at(market).currency()))
                .toList();
        ProductDefinition item = ProductDefinition.of("100 gems", ProductType.CONSUMABLE, prices.toArray(Price[]::new));
        for (String market : markets) {
            item = item.withMarketProductId(
                    Market.of(market), SoldItem.at(market).marketProductId());
        }
        return item;
    }

    private static io.coinslot.client.CoinslotClientBuilder client(Connection stack, Connection.Client credentials) {
        return CoinslotClient.builder()
                .gateway(stack.gateway())
                .credentials(credentials.clientId(), credentials.clientSecret());
    }
}
