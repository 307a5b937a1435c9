package io.coinslot.servicekit.kafka;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.coinslot.houserules.AdvancingClock;
import io.coinslot.localstack.store.EmbeddedStore;
import io.coinslot.schemas.Topics;
import io.coinslot.schemas.market.PaymentEventEnvelope;
import io.coinslot.schemas.market.PaymentPending;
import io.coinslot.servicekit.consume.Consumed;
import io.coinslot.servicekit.consume.EventSubscription;
import io.coinslot.servicekit.consume.ReceivedEvent;
import io.coinslot.servicekit.event.EventCodec;
import io.coinslot.servicekit.mongo.IndexedDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Events that are parked and tried again, against the server that MONGODB_URI names, or else the embedded one. Time passes
 * when a test says so.
 */
@ResourceLock("the database of parked events")
abstract class Parking {
    static final String GROUP = "billing-service";
    static final String TOPIC = Topics.PAYMENT_EVENTS;

    private static EmbeddedStore server;
    private static MongoClient client;
    static MongoDatabase database;

    final AdvancingClock clock = AdvancingClock.standingAt("2026-01-01T00:00:00Z");
    final MockProducer<String, byte[]> broker =
            new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
    final Consumer consumer = new Consumer();
    final PlainCodec codec = new PlainCodec();
    private final AtomicLong offsets = new AtomicLong();
    MongoParkedEvents parked;
    RegistryOutages outages;
    ParkedEventSweep sweep;

    @BeforeAll
    static void connect() {
        String uri = System.getenv("MONGODB_URI");
        if (uri == null) {
            server = EmbeddedStore.inMemory();
            uri = server.uri();
        }
        client = MongoClients.create(uri);
        database = client.getDatabase("kit_parked");
    }

    @AfterAll
    static void disconnect() throws IOException {
        database.drop();
        client.close();
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void empty() {
        database.drop();
        start();
    }

    /** As a process that has just started. */
    final void start() {
        IndexedDatabase indexed = new IndexedDatabase(database);
        DeadLetters deadLetters =
                new DeadLetters(new MongoDeadLetters(indexed, clock), broker, new SimpleMeterRegistry(), clock);
        parked = new MongoParkedEvents(indexed, clock);
        indexed.start();
        outages = new RegistryOutages(database, clock);
        Appliers appliers = new Appliers(new WatchedCodec(codec, outages), deadLetters, parked);
        sweep = new ParkedEventSweep(parked, appliers, deadLetters, outages, clock);
        appliers.add(EventSubscription.each(TOPIC, PaymentEventEnvelope.class, GROUP, consumer::handle));
    }

    /** As in a process that runs all the time. */
    final void passSteadily(Duration time) {
        for (long minutes = 0; minutes < time.toMinutes(); minutes += 10) {
            clock.advance(Duration.ofMinutes(10));
            sweep.sweep();
        }
    }

    final void passInSmallSteps(Duration time) {
        for (long seconds = 0; seconds < time.toSeconds(); seconds += 2) {
            clock.advance(Duration.ofSeconds(2));
            sweep.sweep();
        }
    }

    final void park(String key, long sequence) {
        parked.park(GROUP, message(key, sequence));
    }

    final ConsumerRecord<String, byte[]> message(String key, long sequence) {
        return new ConsumerRecord<>(
                TOPIC, 0, offsets.getAndIncrement(), key, new PlainCodec().encode(TOPIC, envelope(key, sequence)));
    }

    private static PaymentEventEnvelope envelope(String key, long sequence) {
        return new PaymentEventEnvelope(
                "e", key, sequence, "arcade", "stripe", Instant.EPOCH, new PaymentPending("waiting"));
    }

    static long waiting() {
        return database.getCollection("parked_events").countDocuments();
    }

    static String header(ProducerRecord<String, byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    /** Takes nothing but the next event of each key. */
    static final class Consumer {
        final Queue<String> applied = new ConcurrentLinkedQueue<>();
        final Map<String, RuntimeException> failures = new ConcurrentHashMap<>();
        final Set<String> undecided = ConcurrentHashMap.newKeySet();
        final AtomicInteger attempts = new AtomicInteger();
        /** Happens after it was found that nothing is decided. */
        volatile Runnable whileUndecided = () -> {};

        private final Set<String> known = ConcurrentHashMap.newKeySet();

        CompletableFuture<Consumed> handle(ReceivedEvent<PaymentEventEnvelope> event) {
            attempts.incrementAndGet();
            if (failures.containsKey(event.key())) {
                return CompletableFuture.failedFuture(failures.get(event.key()));
            }
            if (undecided.contains(event.key())) {
                whileUndecided.run();
                return EventSubscription.done(Consumed.WAITING);
            }
            long sequence = event.value().getSequence();
            if (sequence > 1 && !known.contains(event.key() + " " + (sequence - 1))) {
                return EventSubscription.done(Consumed.NOT_YET);
            }
            accept(event.key(), sequence);
            return EventSubscription.done(Consumed.APPLIED);
        }

        void accept(String key, long sequence) {
            known.add(key + " " + sequence);
            applied.add(key + " " + sequence);
        }
    }

    /** Without a registry, but as if it needed one. */
    static final class PlainCodec implements EventCodec {
        volatile boolean registryIsAway;

        @Override
        public byte[] encode(String topic, SpecificRecord value) {
            try {
                ByteBuffer bytes = ((PaymentEventEnvelope) value).toByteBuffer();
                byte[] array = new byte[bytes.remaining()];
                bytes.get(array);
                return array;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public SpecificRecord decode(String topic, byte[] value) {
            if (registryIsAway) {
                throw new SchemaRegistryUnavailable("away", new IllegalStateException());
            }
            try {
                return PaymentEventEnvelope.fromByteBuffer(ByteBuffer.wrap(value));
            } catch (IOException | AvroRuntimeException e) {
                throw new UnreadableEvent("not a payment event", e);
            }
        }
    }
}
