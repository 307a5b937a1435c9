package io.coinslot.servicekit.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coinslot.localstack.platform.Deployment;
import io.coinslot.localstack.platform.EmbeddedPlatform;
import io.coinslot.schemas.Topics;
import io.coinslot.schemas.market.PaymentEventEnvelope;
import io.coinslot.schemas.market.PaymentPending;
import io.coinslot.servicekit.consume.Consumed;
import io.coinslot.servicekit.consume.EventSubscription;
import io.coinslot.servicekit.consume.ReceivedEvent;
import io.coinslot.servicekit.event.EventCodec;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import tools.jackson.databind.JsonNode;

class DeadLettersIT {
    private static final String TOPIC = Topics.PAYMENT_EVENTS;
    private static final String PATH = "/v1/dead-letters/test-service";
    private static final Set<String> FAILING = ConcurrentHashMap.newKeySet();
    private static final Queue<String> APPLIED = new ConcurrentLinkedQueue<>();

    private static EmbeddedPlatform platform;
    private static ConfigurableApplicationContext service;
    private static DeadLetterDesk desk;

    @BeforeAll
    static void start() throws Exception {
        platform = EmbeddedPlatform.start();
        service = SpringApplication.run(
                TestService.class,
                "--spring.application.name=test-service",
                "--server.port=0",
                "--coinslot.kafka.bootstrap-servers=" + platform.bootstrapServers(),
                "--coinslot.kafka.concurrency=" + Deployment.PARTITIONS,
                "--coinslot.schema-registry.url=" + platform.registryUrl(),
                "--coinslot.mongodb.uri=" + platform.mongoUri(),
                "--coinslot.mongodb.database=dead-letters",
                "--coinslot.security.jwks-uri=http://127.0.0.1:9/jwks");
        String port = service.getEnvironment().getRequiredProperty("local.server.port");
        desk = new DeadLetterDesk("http://127.0.0.1:" + port + PATH);
    }

    @AfterAll
    static void stop() throws Exception {
        service.close();
        desk.close();
        platform.close();
    }

    @Test
    void appliesOnceWhatFailedForAPassingReasonAndThenWhatWaitedBehindIt() {
        FAILING.add("passing 1");
        send("passing", 1, 2, 3);
        JsonNode letter = desk.awaitDead("passing", 1).getFirst();
        assertThat(letter.get("cause").asString()).contains("cannot be applied now");
        assertThat(letter.get("topic").asString()).isEqualTo(TOPIC);
        assertThat(letter.get("redrivable").asBoolean()).isTrue();
        FAILING.clear();

        JsonNode redriven = desk.redrive(letter);
        assertThat(redriven.get("status").asString()).isEqualTo("APPLIED");
        await().untilAsserted(
                        () -> assertThat(applied("passing")).containsExactly("passing 1", "passing 2", "passing 3"));

        assertThat(desk.redrive(letter).get("status").asString()).isEqualTo("APPLIED");
        assertThat(applied("passing")).hasSize(3);
        JsonNode audit = redriven.get("audit");
        assertThat(audit).hasSize(2);
        assertThat(audit.get(0).get("outcome").isNull()).isTrue();
        assertThat(audit.get(1).get("outcome").asString()).isEqualTo("APPLIED");
        assertThat(audit.get(1).get("by").asString()).isEqualTo("admin");
        assertThat(audit.get(1).get("reason").asString()).isEqualTo("the cause is gone");
    }

    @Test
    void refusesPoisonAgainAndCountsTheAttemptsUntilItIsDiscarded() {
        ProducerRecord<String, byte[]> poison = new ProducerRecord<>(TOPIC, "poison", new byte[] {1, 2, 3});
        poison.headers().add("odd.$name", new byte[] {(byte) 0xff, 0});
        producer().send(poison);
        JsonNode letter = DeadLetterDesk.ofService(desk.awaitDead("poison", 2));
        assertThat(letter.get("attempts").asInt()).isEqualTo(1);

        JsonNode again = desk.redrive(letter);
        assertThat(again.get("status").asString()).isEqualTo("DEAD");
        assertThat(again.get("attempts").asInt()).isEqualTo(2);
        await().until(() -> deadLetters("poison").stream()
                .anyMatch(copy ->
                        new String(copy.headers().lastHeader("dlt-attempts").value()).equals("2")
                                && copy.headers().lastHeader("odd.$name").value()[0] == (byte) 0xff
                                && copy.value().length == 3));

        JsonNode discarded = DeadLetterDesk.json(desk.post("/discard", DeadLetterDesk.bodyFor(letter), "admin"));
        assertThat(discarded.get("status").asString()).isEqualTo("DISCARDED");
        assertThat(desk.list("?key=poison"))
                .noneMatch(other -> other.get("letterId").equals(letter.get("letterId")));
        assertThat(desk.redrive(letter).get("status").asString()).isEqualTo("DISCARDED");
    }

    @Test
    void saysThatTheLettersOfAProjectionCannotBePutBack() {
        producer().send(new ProducerRecord<>(TOPIC, "unreadable", new byte[] {7}));
        JsonNode letter = desk.awaitDead("unreadable", 2).stream()
                .filter(one -> one.get("group").asString().equals("test-projection"))
                .findFirst()
                .orElseThrow();
        assertThat(letter.get("redrivable").asBoolean()).isFalse();

        assertThat(desk.post("/redrive", DeadLetterDesk.bodyFor(letter), "admin")
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void takesTheLettersOfAKeyInOrderAndStopsAtTheFirstThatFails() {
        FAILING.addAll(Set.of("ordered 1", "ordered 2"));
        send("ordered", 1, 2);
        List<JsonNode> letters = desk.awaitDead("ordered", 2);

        HttpResponse<String> overtaking = desk.post("/redrive", DeadLetterDesk.bodyFor(letters.get(1)), "admin");
        assertThat(overtaking.statusCode()).isEqualTo(409);
        assertThat(overtaking.body()).contains(letters.get(0).get("letterId").asString());

        List<JsonNode> failed = desk.redriveKey("ordered");
        assertThat(failed).extracting(one -> one.get("attempts").asInt()).containsExactly(2, 1);
        FAILING.clear();
        assertThat(desk.redriveKey("ordered"))
                .extracting(one -> one.get("status").asString())
                .containsExactly("APPLIED", "APPLIED");
        assertThat(applied("ordered")).containsExactly("ordered 1", "ordered 2");
        assertThat(desk.redriveKey("ordered")).isEmpty();
    }

    @Test
    void parksWhatBuildsOnSomethingThatIsMissing() {
        FAILING.add("early 2");
        send("early", 2);
        JsonNode letter = desk.awaitDead("early", 1).getFirst();
        FAILING.clear();

        assertThat(desk.redrive(letter).get("status").asString()).isEqualTo("PARKED");
        send("early", 1);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> desk.list("?status=APPLIED&key=early").size() == 1);
        assertThat(applied("early")).containsExactly("early 1", "early 2");
    }

    @Test
    void letsOnlyAnAdministratorWithTheScopeInAndNamesWhatIsWrong() {
        assertThat(desk.get("", "service").statusCode()).isEqualTo(403);
        assertThat(desk.get("", "admin-without-scope").statusCode()).isEqualTo(403);
        assertThat(desk.post("/redrive", Map.of("letterId", "x", "reason", "y"), "service")
                        .statusCode())
                .isEqualTo(403);
        DeadLetterDesk.assertRefused(desk.get("?limit=201", "admin"), 400, "limit");
        DeadLetterDesk.assertRefused(desk.get("?status=GONE", "admin"), 400, "status");
        DeadLetterDesk.assertRefused(desk.post("/redrive", Map.of("letterId", "x"), "admin"), 400, "/reason");
        DeadLetterDesk.assertRefused(
                desk.post("/redrive", Map.of("topic", TOPIC, "reason", "y"), "admin"), 400, "/letterId");
        DeadLetterDesk.assertRefused(
                desk.post("/redrive", Map.of("letterId", "x", "reason", "y"), "admin"), 404, "/letterId");
        DeadLetterDesk.assertRefused(
                desk.post("/discard", Map.of("letterId", "x", "reason", "y"), "admin"), 404, "/letterId");
    }

    @Test
    void listsInPages() {
        FAILING.addAll(Set.of("paged 1", "paged 2", "paged 3"));
        send("paged", 1, 2, 3);
        desk.awaitDead("paged", 3);

        JsonNode first = DeadLetterDesk.json(desk.get("?key=paged&limit=2", "admin"));
        JsonNode second = DeadLetterDesk.json(desk.get(
                "?key=paged&limit=2&cursor="
                        + first.get("nextCursor").asString().replace("|", "%7C"),
                "admin"));
        assertThat(first.get("items")).hasSize(2);
        assertThat(second.get("items")).hasSize(1);
        assertThat(second.get("nextCursor").isNull()).isTrue();
    }

    private static void send(String key, long... sequences) {
        for (long sequence : sequences) {
            PaymentEventEnvelope event = new PaymentEventEnvelope(
                    "e", key, sequence, "arcade", "stripe", Instant.EPOCH, new PaymentPending("waiting"));
            producer()
                    .send(new ProducerRecord<>(
                            TOPIC, key, service.getBean(EventCodec.class).encode(TOPIC, event)));
        }
    }

    @SuppressWarnings("unchecked")
    private static Producer<String, byte[]> producer() {
        return service.getBean(Producer.class);
    }

    private static List<String> applied(String key) {
        return APPLIED.stream().filter(one -> one.startsWith(key + " ")).toList();
    }

    private static List<ConsumerRecord<String, byte[]>> deadLetters(String key) {
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", platform.bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(TOPIC + ".dlt").stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(300)).forEach(found::add);
            }
        }
        return found.stream().filter(letter -> key.equals(letter.key())).toList();
    }

    @EnableAutoConfiguration
    static class TestService {
        private final Set<String> known = ConcurrentHashMap.newKeySet();

        @Bean
        JwtDecoder tokens() {
            return token -> Jwt.withTokenValue(token)
                    .header("alg", "none")
                    .subject(token)
                    .claim("scope", token.equals("admin-without-scope") ? "purchases:read" : "operations:write")
                    .claims(claims -> {
                        if (token.equals("service")) {
                            claims.put("service_id", "arcade");
                        }
                    })
                    .expiresAt(Instant.now().plusSeconds(600))
                    .build();
        }

        @Bean
        EventSubscription<PaymentEventEnvelope> inOrder() {
            return EventSubscription.each(TOPIC, PaymentEventEnvelope.class, "test-service", this::handle);
        }

        @Bean
        EventSubscription<PaymentEventEnvelope> projection() {
            return EventSubscription.batches(
                    TOPIC, PaymentEventEnvelope.class, "test-projection", (partition, events) -> {});
        }

        /** Takes nothing but the next event of each key. */
        private CompletableFuture<Consumed> handle(ReceivedEvent<PaymentEventEnvelope> event) {
            String name = event.key() + " " + event.value().getSequence();
            if (FAILING.contains(name)) {
                throw new IllegalStateException("cannot be applied now");
            }
            long sequence = event.value().getSequence();
            if (sequence > 1 && !known.contains(event.key() + " " + (sequence - 1))) {
                return EventSubscription.done(Consumed.NOT_YET);
            }
            if (!known.add(name)) {
                return EventSubscription.done(Consumed.DUPLICATE);
            }
            APPLIED.add(name);
            return EventSubscription.done(Consumed.APPLIED);
        }
    }
}
