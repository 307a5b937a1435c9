package io.coinslot.marketgateway.service;

import io.coinslot.houserules.api.CheckingHttpClient;
import io.coinslot.localstack.platform.EmbeddedPlatform;
import io.coinslot.marketgateway.MarketGatewayApplication;
import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.journey.SimulatedMarkets;
import io.coinslot.marketgateway.journey.TestSealer;
import io.coinslot.marketgateway.payment.MarketId;
import io.coinslot.marketgateway.payment.Payment;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.schemas.Topics;
import io.coinslot.schemas.catalog.MarketLink;
import io.coinslot.schemas.catalog.ServiceState;
import io.coinslot.schemas.catalog.ServiceStateEnvelope;
import io.coinslot.servicekit.aggregate.Aggregates;
import io.coinslot.servicekit.event.EventCodec;
import io.coinslot.servicekit.key.Sealer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.ResolvableType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service as it runs, over a broker, a registry and a store of its own and the simulated markets. */
final class GatewayOnABroker {
    private static final List<MarketId> LINKED = List.of(Orders.GOOGLE_PLAY, Orders.STRIPE, Orders.TOSS_PAYMENTS);

    final SimulatedMarkets markets;
    private final EmbeddedPlatform platform = EmbeddedPlatform.start();
    private final ConfigurableApplicationContext service;
    private final Sealer sealer;

    GatewayOnABroker() throws Exception {
        Path keys = Files.createTempDirectory("gateway-keys");
        sealer = TestSealer.in(keys);
        markets = new SimulatedMarkets(Files.createTempDirectory("gateway-markets"));
        service = SpringApplication.run(
                MarketGatewayApplication.class,
                "--server.port=0",
                "--coinslot.keys.directory=" + keys,
                "--coinslot.kafka.bootstrap-servers=" + platform.bootstrapServers(),
                "--coinslot.schema-registry.url=" + platform.registryUrl(),
                "--coinslot.mongodb.uri=" + platform.mongoUri(),
                "--coinslot.mongodb.database=market_gateway",
                "--coinslot.notifications.grace=1s",
                "--coinslot.markets.google-play.root-url=" + markets.address() + "/google-play",
                "--coinslot.markets.toss-payments.api-base=" + markets.address() + "/toss-payments",
                "--coinslot.markets.stripe.api-base=" + markets.address() + "/stripe");
        link();
        for (MarketId market : LINKED) {
            markets.post(
                    "/control/" + market + "/notification-target",
                    "{\"url\":\"" + address() + "/v1/markets/" + market + "/notifications/{serviceId}\"}");
        }
    }

    private String address() {
        return "http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port");
    }

    private void link() {
        List<MarketLink> links = LINKED.stream().map(this::published).toList();
        publish(
                Topics.SERVICE_STATES,
                Orders.SERVICE,
                new ServiceStateEnvelope(
                        UUID.randomUUID().toString(),
                        Orders.SERVICE,
                        1L,
                        Instant.now(),
                        new ServiceState("Arcade", "KRW", null, 1, null, List.of(), links, List.of(), List.of())));
    }

    private MarketLink published(MarketId market) {
        JsonNode issued = markets.get("/control/" + market + "/credentials?serviceId=" + Orders.SERVICE);
        Map<String, String> settings = new HashMap<>();
        issued.path("settings")
                .properties()
                .forEach(entry -> settings.put(entry.getKey(), entry.getValue().asString()));
        byte[] credentials = JsonMapper.shared().writeValueAsBytes(issued.path("credentials"));
        return new MarketLink(
                market.value(),
                true,
                settings,
                ByteBuffer.wrap(sealer.seal(credentials, Orders.SERVICE + "/" + market)));
    }

    void close() throws Exception {
        service.close();
        markets.close();
        platform.close();
    }

    <T> T bean(Class<T> type) {
        return service.getBean(type);
    }

    void publish(String topic, String key, SpecificRecord envelope) {
        Producer<String, byte[]> producer = service.<Producer<String, byte[]>>getBeanProvider(
                        ResolvableType.forClassWithGenerics(Producer.class, String.class, byte[].class))
                .getObject();
        byte[] value = service.getBean(EventCodec.class).encode(topic, envelope);
        try {
            producer.send(new ProducerRecord<>(topic, key, value)).get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    Aggregates<Payment, PaymentEvent> payments() {
        return service.<Aggregates<Payment, PaymentEvent>>getBeanProvider(
                        ResolvableType.forClassWithGenerics(Aggregates.class, Payment.class, PaymentEvent.class))
                .getObject();
    }

    /** The statuses that a notification, which a market sends on request, is answered with. */
    String sent(String market, String body) {
        return markets.post("/control/" + market + "/notifications", body)
                .path("statuses")
                .toString();
    }

    /** The status that a request without any proof is answered with. */
    int post(String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address() + path))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (HttpClient http = CheckingHttpClient.bySourceTree()) {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }
}
