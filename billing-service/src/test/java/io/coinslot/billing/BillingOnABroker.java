package io.coinslot.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coinslot.billing.catalog.Catalog;
import io.coinslot.billing.catalog.Market;
import io.coinslot.billing.catalog.ServiceId;
import io.coinslot.billing.checkout.AmountLimits;
import io.coinslot.billing.checkout.Checkout;
import io.coinslot.billing.checkout.Client;
import io.coinslot.billing.checkout.Patience;
import io.coinslot.billing.checkout.PurchaseDraft;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseEvent;
import io.coinslot.billing.purchase.PurchaseId;
import io.coinslot.billing.purchase.PurchaseStatus;
import io.coinslot.houserules.api.CheckingHttpClient;
import io.coinslot.localstack.platform.EmbeddedPlatform;
import io.coinslot.schemas.Topics;
import io.coinslot.schemas.catalog.MarketLink;
import io.coinslot.schemas.catalog.ProductState;
import io.coinslot.schemas.catalog.ProductStateEnvelope;
import io.coinslot.schemas.catalog.ServiceState;
import io.coinslot.schemas.catalog.ServiceStateEnvelope;
import io.coinslot.schemas.market.PaymentEventEnvelope;
import io.coinslot.servicekit.aggregate.Aggregates;
import io.coinslot.servicekit.event.EventCodec;
import io.coinslot.servicekit.idempotency.IdempotencyKey;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Billing as it runs, on a broker, a registry and a store of its own; gem-100 of the one service costs KRW 1200. */
final class BillingOnABroker {
    static final String SERVICE = "arcade";

    final GameServer game = new GameServer();
    final OtherIssuer issuer = new OtherIssuer();
    final EmbeddedPlatform platform = EmbeddedPlatform.start();
    private final ConfigurableApplicationContext billing;

    BillingOnABroker() throws Exception {
        List<String> settings = new ArrayList<>(List.of(issuer.settings()));
        settings.addAll(List.of(
                "--server.port=0",
                "--coinslot.keys.directory=" + LocalService.keys(),
                "--coinslot.kafka.bootstrap-servers=" + platform.bootstrapServers(),
                "--coinslot.schema-registry.url=" + platform.registryUrl(),
                "--coinslot.mongodb.uri=" + platform.mongoUri(),
                "--coinslot.webhooks.allow-private-addresses=true"));
        billing = new SpringApplicationBuilder(BillingApplication.class).run(settings.toArray(String[]::new));
        sell();
        billing.getBean(Catalog.class).catchUp();
    }

    private void sell() throws Exception {
        ServiceState service = new ServiceState(
                "Arcade",
                "KRW",
                game.url(),
                1,
                null,
                List.of(),
                List.of(
                        new MarketLink("google-play", true, Map.of(), null),
                        new MarketLink("stripe", true, Map.of(), null),
                        new MarketLink("toss-payments", true, Map.of(), null)),
                List.of(),
                List.of());
        send(Topics.SERVICE_STATES, SERVICE, new ServiceStateEnvelope("e1", SERVICE, 1L, Instant.EPOCH, service));
        ProductState product = new ProductState(
                SERVICE,
                "gem-100",
                "Gems",
                "CONSUMABLE",
                List.of(FakeTables.price(null, null, "KRW", 1200)),
                Map.of("google-play", "gem_100"),
                null,
                null,
                true);
        send(
                Topics.PRODUCT_STATES,
                SERVICE + "/gem-100",
                new ProductStateEnvelope("e2", SERVICE + "/gem-100", 1L, Instant.EPOCH, product));
    }

    void close() throws Exception {
        billing.close();
        issuer.close();
        platform.close();
        game.close();
    }

    <T> T bean(Class<T> type) {
        return billing.getBean(type);
    }

    void send(String topic, String key, SpecificRecord value) throws Exception {
        send(topic, key, bean(EventCodec.class).encode(topic, value));
    }

    @SuppressWarnings("unchecked")
    void send(String topic, String key, byte[] value) throws Exception {
        Producer<String, byte[]> producer = bean(Producer.class);
        producer.send(new ProducerRecord<>(topic, key, value)).get();
    }

    /** The market gateway's topic tells of the purchase's payment. */
    void tell(PurchaseId id, long sequence, Object event) throws Exception {
        send(
                Topics.PAYMENT_EVENTS,
                id.value(),
                new PaymentEventEnvelope(
                        UUID.randomUUID().toString(),
                        id.value(),
                        sequence,
                        SERVICE,
                        "google-play",
                        Instant.now().truncatedTo(ChronoUnit.MILLIS),
                        event));
    }

    /** A fresh purchase at Google Play. */
    PurchaseId post() {
        return post(LocalBilling.draft(Market.GOOGLE_PLAY));
    }

    PurchaseId post(PurchaseDraft draft) {
        var client = new Client(new ServiceId(SERVICE), "svc-arcade", AmountLimits.NONE);
        var posting = new Checkout.Posting(
                client, new IdempotencyKey(UUID.randomUUID().toString()), draft, "", "Idempotency-Key");
        return ((Checkout.Posted) Joined.result(bean(Checkout.class).post(posting, new Patience())))
                .purchase()
                .id();
    }

    @SuppressWarnings("unchecked")
    Purchase purchase(PurchaseId id) {
        Aggregates<Purchase, PurchaseEvent> purchases = billing.getBean("purchases", Aggregates.class);
        return Objects.requireNonNull(purchases.find(id.value())).state();
    }

    void awaitStatus(PurchaseId id, PurchaseStatus status) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(purchase(id).status()).isEqualTo(status));
    }

    /** The status that the API answers with to who reads the purchase with this token. */
    int read(PurchaseId id, String token) throws Exception {
        String port = billing.getEnvironment().getRequiredProperty("local.server.port");
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/purchases/" + id))
                .header("Authorization", "Bearer " + token)
                .build();
        try (HttpClient http = CheckingHttpClient.bySourceTree()) {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }
}
