package io.coinslot.servicekit.platform;

import static org.awaitility.Awaitility.await;

import io.coinslot.localstack.platform.Deployment;
import io.coinslot.localstack.platform.EmbeddedPlatform;
import io.coinslot.schemas.Topics;
import io.coinslot.schemas.market.PaymentEventEnvelope;
import io.coinslot.schemas.market.PaymentPending;
import io.coinslot.servicekit.consume.Consumed;
import io.coinslot.servicekit.consume.EventSubscription;
import io.coinslot.servicekit.event.EventCodec;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * Processes of one service that are killed. The session of a dead consumer lasts longer than any of these tests has
 * patience: what is heard again is heard by a consumer that has the dead one's place.
 */
class KilledConsumersIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration NEARLY_ENDLESS = Duration.ofMinutes(29);
    /** The shortest that brokers allow. */
    private static final Duration SHORTEST = Duration.ofSeconds(6);

    private static final AtomicInteger EVENTS = new AtomicInteger();

    private static EmbeddedPlatform platform;
    private static ConfigurableApplicationContext sender;
    private static Admin admin;

    private final List<KillableProcess> started = new ArrayList<>();
    private String group;

    /** The service whose processes are killed. */
    public static void main(String[] arguments) {
        SpringApplication.run(Consuming.class, arguments);
    }

    @BeforeAll
    static void start() throws Exception {
        platform = EmbeddedPlatform.start();
        admin = Admin.create(Map.of("bootstrap.servers", platform.bootstrapServers()));
        sender = SpringApplication.run(Sending.class, arguments("sender").toArray(String[]::new));
    }

    @AfterAll
    static void stop() throws Exception {
        sender.close();
        admin.close();
        platform.close();
    }

    @BeforeEach
    void nameTheGroup() {
        group = "killed-" + UUID.randomUUID();
    }

    @AfterEach
    void killAll() {
        started.forEach(KillableProcess::close);
    }

    @Test
    void aProcessTakesThePlaceOfItsKilledPredecessor() throws Exception {
        for (int life = 0; life < 3; life++) {
            KillableProcess process = process("one", NEARLY_ENDLESS);
            hearsEveryPartition(process);
            process.kill();
        }
    }

    @Test
    void aProcessTakesThePlaceOfOneThatWasKilledWhileItJoined() throws Exception {
        Set<String> dead = new HashSet<>();
        for (int life = 0; life < 3; life++) {
            KillableProcess process = process("one", NEARLY_ENDLESS);
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> dead.addAll(members()));
            process.kill();
        }
        hearsEveryPartition(process("one", NEARLY_ENDLESS));
    }

    @Test
    void processesShareThePartitionsAndTheOthersTakeOverWhenTheSessionOfOneIsOver() throws Exception {
        KillableProcess one = process("one", SHORTEST);
        KillableProcess two = process("two", SHORTEST);
        List<String> events = new ArrayList<>();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> {
            events.add(sendToEveryPartition());
            return events.stream().anyMatch(event -> heard(one, event) > 0 && heard(two, event) > 0);
        });
        two.kill();
        hearsEveryPartition(one);
    }

    @Test
    void aProcessThatLostItsPlaceSaysWhyAndTakesItAgain() throws Exception {
        KillableProcess earlier = process("same", NEARLY_ENDLESS);
        hearsEveryPartition(earlier);
        KillableProcess later = process("same", NEARLY_ENDLESS);
        await().atMost(PATIENCE).until(() -> earlier.hasSaid("coinslot.kafka.instance"));
        later.kill();
        hearsEveryPartition(earlier);
    }

    @Test
    void consumersThatAnErrorEndedAreStartedAgain() throws Exception {
        KillableProcess process = process("one", NEARLY_ENDLESS, "--test.error=true");
        hearsEveryPartition(process);
    }

    private KillableProcess process(String instance, Duration session, String... more) throws IOException {
        List<String> arguments = arguments(group);
        arguments.add("--coinslot.kafka.instance=" + instance);
        arguments.add("--coinslot.kafka.session-timeout=" + session);
        arguments.add("--coinslot.kafka.restart-interval=1s");
        arguments.addAll(List.of(more));
        KillableProcess process = new KillableProcess(KilledConsumersIT.class, arguments);
        started.add(process);
        return process;
    }

    private static List<String> arguments(String name) {
        return new ArrayList<>(List.of(
                "--spring.application.name=" + name,
                "--server.port=0",
                "--coinslot.kafka.bootstrap-servers=" + platform.bootstrapServers(),
                "--coinslot.schema-registry.url=" + platform.registryUrl(),
                "--coinslot.mongodb.uri=" + platform.mongoUri(),
                "--coinslot.mongodb.database=killed",
                "--coinslot.security.jwks-uri=http://127.0.0.1:9/jwks"));
    }

    private static void hearsEveryPartition(KillableProcess process) throws Exception {
        String event = sendToEveryPartition();
        await(process.toString()).atMost(PATIENCE).until(() -> heard(process, event) == Deployment.PARTITIONS);
    }

    private static long heard(KillableProcess process, String event) {
        long partitions = 0;
        for (int partition = 0; partition < Deployment.PARTITIONS; partition++) {
            if (process.hasSaid("heard " + event + " in " + partition + ".")) {
                partitions++;
            }
        }
        return partitions;
    }

    @SuppressWarnings("unchecked")
    private static String sendToEveryPartition() throws Exception {
        String event = "event-" + EVENTS.incrementAndGet();
        byte[] value = sender.getBean(EventCodec.class)
                .encode(
                        Topics.PAYMENT_EVENTS,
                        new PaymentEventEnvelope(
                                "e-" + event, event, 1L, "arcade", "stripe", Instant.EPOCH, new PaymentPending("")));
        Producer<String, byte[]> producer = sender.getBean(Producer.class);
        for (int partition = 0; partition < Deployment.PARTITIONS; partition++) {
            producer.send(new ProducerRecord<>(Topics.PAYMENT_EVENTS, partition, event, value))
                    .get();
        }
        return event;
    }

    /** What the broker calls those that have joined or are joining. */
    private Set<String> members() throws Exception {
        try {
            return admin.describeConsumerGroups(List.of(group)).all().get().get(group).members().stream()
                    .map(MemberDescription::consumerId)
                    .collect(Collectors.toSet());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return Set.of();
            }
            throw e;
        }
    }

    @SpringBootApplication
    static class Sending {}

    @SpringBootApplication
    static class Consuming {
        private final AtomicInteger errors = new AtomicInteger();

        @Bean
        EventSubscription<PaymentEventEnvelope> payments(
                @Value("${spring.application.name}") String group, @Value("${test.error:false}") boolean error) {
            return EventSubscription.batches(
                    Topics.PAYMENT_EVENTS, PaymentEventEnvelope.class, group, (partition, events) -> {
                        if (error && errors.getAndIncrement() == 0) {
                            throw new StackOverflowError("once");
                        }
                        events.forEach(event -> System.out.println(
                                "heard " + event.value().getPurchaseId() + " in " + partition + "."));
                    });
        }

        /** A group has members for each of its topics, which wait for each other when they join. */
        @Bean
        EventSubscription<PaymentEventEnvelope> more(@Value("${spring.application.name}") String group) {
            return EventSubscription.each(
                    Topics.PURCHASE_EVENTS,
                    PaymentEventEnvelope.class,
                    group,
                    event -> EventSubscription.done(Consumed.APPLIED));
        }
    }
}
