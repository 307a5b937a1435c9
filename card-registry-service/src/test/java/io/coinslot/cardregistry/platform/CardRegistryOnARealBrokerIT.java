package io.coinslot.cardregistry.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coinslot.cardregistry.CardRegistryApplication;
import io.coinslot.cardregistry.bank.SimulatedBank;
import io.coinslot.cardregistry.journey.TestSealer;
import io.coinslot.client.DeviceKey;
import io.coinslot.houserules.api.CheckingHttpClient;
import io.coinslot.localstack.platform.EmbeddedPlatform;
import io.coinslot.schemas.Topics;
import io.coinslot.schemas.card.RegistrationEventEnvelope;
import io.coinslot.servicekit.event.EventCodec;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service on a real broker, a real registry and the embedded store, with the simulated partners over HTTP. */
class CardRegistryOnARealBrokerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String PATH = "/v1/card-registrations";
    private static final String NUMBER = "5555555555554444";

    private static EmbeddedPlatform platform;
    private static SimulatedBank simulated;
    private static OwnTokens tokens;
    private static Path keys;
    private static ConfigurableApplicationContext service;
    private static final HttpClient HTTP = CheckingHttpClient.bySourceTree();

    private final String user = "user-" + UUID.randomUUID();
    private final DeviceKey key = DeviceKey.generate();
    private String token;

    @BeforeAll
    static void start() throws Exception {
        platform = EmbeddedPlatform.start();
        simulated = new SimulatedBank();
        tokens = new OwnTokens();
        keys = Files.createTempDirectory("cards-keys");
        TestSealer.in(keys);
        Files.writeString(
                keys.resolve("cards-signing-key.json"), simulated.ourKey().toJSONString());
        run();
    }

    private static void run() {
        String address = simulated.address();
        JsonNode settings = simulated.settings();
        String issuer = "--coinslot.cards.issuers." + SimulatedBank.ID;
        service = SpringApplication.run(
                CardRegistryApplication.class,
                "--server.port=0",
                "--coinslot.keys.directory=" + keys,
                "--coinslot.kafka.bootstrap-servers=" + platform.bootstrapServers(),
                "--coinslot.schema-registry.url=" + platform.registryUrl(),
                "--coinslot.mongodb.uri=" + platform.mongoUri(),
                "--coinslot.security.issuer=" + OwnTokens.ISSUER,
                "--coinslot.security.jwks-uri=" + tokens.keysUri(),
                "--coinslot.cards.account-providers.simulated-accounts.keys-uri=" + address
                        + "/account-provider/.well-known/jwks.json",
                "--coinslot.cards.peers.simulated-wallet.base-url=" + address,
                "--coinslot.cards.peers.simulated-wallet.keys-uri=" + address + "/peer/.well-known/jwks.json",
                issuer + ".shape=MDES",
                issuer + ".url=" + settings.path("mdesUrl").asString(),
                issuer + ".token-requestor-id="
                        + settings.path("tokenRequestorId").asString(),
                issuer + ".keys-uri=" + address + "/issuer/.well-known/jwks.json");
        simulated.post(
                "/control/issuer/notification-target", "{'url':'" + address() + "/v1/issuers/{shape}/notifications'}");
        simulated.post(
                "/control/peer/partners",
                "{'serviceId':'coinslot','jwk':"
                        + simulated.ourKey().toPublicJWK().toJSONString() + ",'baseUrl':'" + address() + "'}");
    }

    private static String address() {
        return "http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port");
    }

    @AfterAll
    static void stop() throws Exception {
        service.close();
        simulated.close();
        tokens.close();
        platform.close();
        HTTP.close();
    }

    @BeforeEach
    void putACardOnThePhone() throws Exception {
        token = tokens.ofDevice(user, key.thumbprint());
        simulated.post(
                "/control/peer/cards",
                "{'accountId':'" + user + "','accountNumber':'" + NUMBER + "','expiryMonth':'03','expiryYear':'30'}");
    }

    private HttpResponse<String> send(String method, String path, String body, boolean proven) throws Exception {
        URI known = URI.create(OwnTokens.ISSUER + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address() + path))
                .header("Authorization", "DPoP " + token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .method(method, BodyPublishers.ofString(body.replace('\'', '"')));
        if (proven) {
            request.header("DPoP", key.proof(method, known, token));
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private String ask(String mode) throws Exception {
        String assertion = simulated
                .post(
                        "/control/account-provider/assertions",
                        "{'accountId':'" + user + "','audience':'coinslot','deviceKeyThumbprint':'" + key.thumbprint()
                                + "','onward':['simulated-wallet']}")
                .path("accountAssertion")
                .asString();
        HttpResponse<String> accepted = send("POST", PATH, """
            {'accountInfo':{'accountAssertion':'%s'},'paymentAppInstanceId':'%s','walletId':'w',
             'deviceInfo':{'deviceName':'watch','formFactor':'WATCH','osName':'WEAR'},'consumerLanguage':'ko',
             'selection':{'mode':'%s'}}\
            """.formatted(assertion, user.substring(5), mode), true);
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        return json(accepted).path("registrationId").asString();
    }

    private JsonNode awaitState(String id, String... states) {
        return await().atMost(PATIENCE)
                .until(
                        () -> json(send("GET", PATH + "/" + id, "", true)),
                        registration -> Set.of(states)
                                .contains(registration.path("state").asString()));
    }

    /**
     * The events about a registration or a token as they lie in the topic, in the order of their first occurrences: one
     * that was written when a process ended may be there twice, under one id.
     */
    private static List<RegistrationEventEnvelope> published(String subjectId) {
        Map<String, RegistrationEventEnvelope> events = new LinkedHashMap<>();
        for (ConsumerRecord<String, byte[]> found : records()) {
            SpecificRecord value = service.getBean(EventCodec.class).decode(Topics.REGISTRATION_EVENTS, found.value());
            RegistrationEventEnvelope envelope = (RegistrationEventEnvelope) value;
            assertThat(envelope.toString()).doesNotContain(NUMBER);
            if (found.key().equals(subjectId)) {
                events.putIfAbsent(envelope.getEventId(), envelope);
            }
        }
        return List.copyOf(events.values());
    }

    private static List<ConsumerRecord<String, byte[]>> records() {
        List<ConsumerRecord<String, byte[]>> all = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", platform.bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.REGISTRATION_EVENTS).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(all::add);
            }
        }
        return all;
    }

    private static List<String> names(List<RegistrationEventEnvelope> events) {
        return events.stream()
                .map(event -> event.getEvent().getClass().getSimpleName())
                .toList();
    }

    private static void awaitEvents(String registrationId, String... names) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(names(published(registrationId))).containsExactly(names));
    }

    @Test
    void publishesEachStepInOrder() throws Exception {
        String id = ask("ALL");
        awaitState(id, "COMPLETED");
        awaitEvents(
                id,
                "RegistrationRequested",
                "AccountVerified",
                "PeersRequested",
                "CardsReceived",
                "CardsSelected",
                "CardSubmitted",
                "CardApproved",
                "CardCompleted",
                "RegistrationCompleted");
        assertThat(published(id))
                .extracting(RegistrationEventEnvelope::getSequence)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void goesOnAfterItWasClosedAndOpenedAgainWithWhatTheCardholderHadToDecide() throws Exception {
        String id = ask("CHOOSE");
        JsonNode offered = awaitState(id, "SELECTION_PENDING");

        service.close();
        run();

        String card = offered.at("/cards/0/cardReferenceId").asString();
        assertThat(send("POST", PATH + "/" + id + "/selections", "{'cardReferenceIds':['" + card + "']}", true)
                        .statusCode())
                .isEqualTo(202);
        JsonNode terms = awaitState(id, "TERMS_PENDING");
        String termsId =
                terms.at("/cards/0/productConfig/termsAndConditionsAssetId").asString();
        send(
                "POST",
                PATH + "/" + id + "/terms-acceptances",
                "{'termsAndConditionsAssetId':'" + termsId + "','acceptedAt':'2026-01-01T00:00:00Z'}",
                true);
        JsonNode done = awaitState(id, "COMPLETED");
        assertThat(done.at("/cards/0/accountPanSuffix").asString()).isEqualTo("4444");
        awaitEvents(
                id,
                "RegistrationRequested",
                "AccountVerified",
                "PeersRequested",
                "CardsReceived",
                "CardsSelected",
                "TermsAccepted",
                "CardSubmitted",
                "CardApproved",
                "CardCompleted",
                "RegistrationCompleted");
    }

    @Test
    void tellsOfATokenThatTheCompanySuspends() throws Exception {
        String id = ask("ALL");
        String reference =
                awaitState(id, "COMPLETED").at("/cards/0/tokenUniqueReference").asString();
        simulated.post("/control/issuer/tokens/" + reference + "/suspend", "{}");
        await().atMost(PATIENCE)
                .until(() -> json(send("GET", "/v1/tokens/" + reference, "", true))
                        .path("status")
                        .asString()
                        .equals("SUSPENDED"));
        awaitEvents(reference, "TokenActivated", "TokenSuspended");
    }

    @Test
    void takesABoundTokenWithTheDevicesProofAlone() throws Exception {
        assertThat(send("GET", "/v1/tokens", "", false).statusCode()).isEqualTo(401);
        assertThat(send("GET", "/v1/tokens", "", true).statusCode()).isEqualTo(200);
    }
}
