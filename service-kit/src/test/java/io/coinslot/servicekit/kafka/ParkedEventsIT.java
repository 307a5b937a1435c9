package io.coinslot.servicekit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoSocketReadException;
import com.mongodb.ServerAddress;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.coinslot.localstack.store.EmbeddedStore;
import io.coinslot.schemas.Topics;
import io.coinslot.schemas.market.PaymentEventEnvelope;
import io.coinslot.schemas.market.PaymentPending;
import io.coinslot.servicekit.aggregate.AggregateStore.StoreUnavailable;
import io.coinslot.servicekit.consume.Consumed;
import io.coinslot.servicekit.consume.EventSubscription;
import io.coinslot.servicekit.consume.ReceivedEvent;
import io.coinslot.servicekit.event.EventCodec;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against the server that MONGODB_URI names, or else the embedded one. */
class ParkedEventsIT {
    private static final String GROUP = "billing-service";
    private static final String TOPIC = Topics.PAYMENT_EVENTS;

    private static EmbeddedStore server;
    private static MongoClient client;
    private static MongoDatabase database;

    private final MovingClock clock = new MovingClock();
    private final MockProducer<String, byte[]> broker =
            new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
    private final Consumer consumer = new Consumer();
    private final AtomicLong offsets = new AtomicLong();
    private MongoParkedEvents parked;
    private ParkedEventSweep sweep;

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
    private void start() {
        DeadLetters deadLetters =
                new DeadLetters(new MongoDeadLetters(database, clock), broker, new SimpleMeterRegistry(), clock);
        Appliers appliers = new Appliers();
        parked = new MongoParkedEvents(database, clock);
        sweep = new ParkedEventSweep(parked, appliers, deadLetters, clock);
        appliers.add(
                GROUP,
                TOPIC,
                new RecordApplier<>(
                        EventSubscription.each(TOPIC, PaymentEventEnvelope.class, GROUP, consumer::handle),
                        new PlainCodec(),
                        deadLetters,
                        parked));
    }

    @Test
    void comesToTheNewestHoweverManyAreStuck() {
        for (int i = 0; i < 900; i++) {
            park("stuck-" + i, 2);
        }
        park("fine", 1);

        clock.pass(Duration.ofSeconds(2));
        sweep.sweep();

        assertThat(consumer.applied).containsExactly("fine 1");
        assertThat(waiting()).isEqualTo(900);
    }

    @Test
    void comesToTheNewestAlsoWhenMoreAreStuckThanOneLookReaches() {
        for (int i = 0; i < 2_500; i++) {
            park("stuck-" + i, 2);
        }
        park("fine", 1);

        for (int looks = 0; looks < 2; looks++) {
            clock.pass(Duration.ofSeconds(2));
            sweep.sweep();
        }

        assertThat(consumer.applied).containsExactly("fine 1");
    }

    @Test
    void appliesTheEventsOfAKeyInOrderWhenTheGapCloses() {
        for (long sequence = 2; sequence <= 6; sequence++) {
            park("p", sequence);
            clock.pass(Duration.ofMinutes(1));
            sweep.sweep();
        }
        consumer.accept("p", 1);
        clock.pass(Duration.ofMinutes(5));
        sweep.sweep();

        assertThat(consumer.applied).containsExactly("p 1", "p 2", "p 3", "p 4", "p 5", "p 6");
        assertThat(waiting()).isZero();
    }

    @Test
    void goesOnWithWhatWaitedForARecordThatCameAfterIt() {
        park("p", 2);
        park("p", 3);
        park("p", 1);

        clock.pass(Duration.ofSeconds(2));
        sweep.sweep();

        assertThat(consumer.applied).containsExactly("p 1", "p 2", "p 3");
    }

    @Test
    void asksMoreSeldomTheLongerItWaitsButNeverWaitsAQuarterLongerThanItHadTo() {
        park("p", 2);
        passInSmallSteps(Duration.ofMinutes(16));
        assertThat(consumer.attempts).hasValueLessThan(40);

        consumer.accept("p", 1);
        passInSmallSteps(Duration.ofMinutes(4).plusSeconds(2));
        assertThat(consumer.applied).containsExactly("p 1", "p 2");
    }

    @Test
    void makesDeadLettersOfWhatWaitedADayAndNothingElse() {
        park("p", 2);
        clock.pass(Duration.ofHours(12));
        park("p", 3);
        passSteadily(Duration.ofHours(12).plusMinutes(5));

        assertThat(broker.history()).singleElement().satisfies(letter -> {
            assertThat(letter.topic()).isEqualTo(TOPIC + ".dlt");
            assertThat(letter.key()).isEqualTo("p");
            assertThat(header(letter, "dlt-cause")).contains("within a day");
            assertThat(header(letter, "dlt-group")).isEqualTo(GROUP);
        });
        assertThat(waiting()).isEqualTo(1);
    }

    @Test
    void makesADeadLetterOfWhatFailsForADayWithItsCause() {
        consumer.failures.put("p", new IllegalStateException("cannot be applied"));
        park("p", 1);
        clock.pass(Duration.ofSeconds(2));
        sweep.sweep();
        assertThat(broker.history()).isEmpty();

        passSteadily(Duration.ofDays(1));
        assertThat(header(broker.history().getFirst(), "dlt-cause")).contains("cannot be applied");
        assertThat(waiting()).isZero();
    }

    @Test
    void keepsWhatWaitsForWhatPeopleDecideAndAppliesItWhenTheyHave() {
        consumer.undecided.add("p");
        park("p", 1);
        passSteadily(Duration.ofDays(3));
        assertThat(broker.history()).isEmpty();
        assertThat(waiting()).isEqualTo(1);

        consumer.undecided.clear();
        clock.pass(Duration.ofMinutes(5));
        sweep.sweep();
        assertThat(consumer.applied).containsExactly("p 1");
        assertThat(waiting()).isZero();
    }

    @Test
    void givesWhatWaitedForPeopleADayFromTheirDecision() {
        consumer.undecided.add("p");
        park("p", 2);
        passSteadily(Duration.ofDays(3));
        consumer.undecided.clear();
        passSteadily(Duration.ofHours(23));
        assertThat(broker.history()).isEmpty();

        passSteadily(Duration.ofHours(1).plusMinutes(10));
        assertThat(broker.history()).hasSize(1);
    }

    /** What it waits for may have come into its topic meanwhile, and nobody has read it yet. */
    @Test
    void givesNothingUpRightAfterATimeInWhichNobodyLooked() {
        park("p", 2);
        clock.pass(Duration.ofDays(3));
        start();
        passSteadily(Duration.ofMinutes(50));
        assertThat(broker.history()).isEmpty();

        consumer.accept("p", 1);
        passSteadily(Duration.ofMinutes(5));
        assertThat(consumer.applied).containsExactly("p 1", "p 2");
    }

    @Test
    void keepsWhatOnlyFailsBecauseTheStoreIsAway() {
        staysWhile(new StoreUnavailable("away", null));
    }

    @Test
    void keepsWhatOnlyFailsBecauseTheDriverOfTheStoreSaysSo() {
        staysWhile(new MongoSocketReadException("the connection broke", new ServerAddress()));
    }

    private void staysWhile(RuntimeException away) {
        consumer.failures.put("p", away);
        park("p", 1);
        passSteadily(Duration.ofHours(26));
        assertThat(broker.history()).isEmpty();

        consumer.failures.clear();
        clock.pass(Duration.ofMinutes(5));
        sweep.sweep();
        assertThat(consumer.applied).containsExactly("p 1");
    }

    @Test
    void startsNoNewDayWhenAnEventIsParkedAgain() {
        ConsumerRecord<String, byte[]> message = message("p", 2);
        parked.park(GROUP, message);
        clock.pass(Duration.ofHours(23));
        parked.park(GROUP, message);
        passSteadily(Duration.ofHours(2));

        assertThat(broker.history()).hasSize(1);
    }

    @Test
    void goesOnAfterARestartAndTakesWhatAnOlderVersionParked() {
        park("p", 1);
        database.getCollection("parked_events").updateMany(new Document(), new Document("$unset", Map.of("nextAt", 1)));
        start();
        sweep.sweep();

        assertThat(consumer.applied).containsExactly("p 1");
    }

    /** As in a process that runs all the time. */
    private void passSteadily(Duration time) {
        for (long minutes = 0; minutes < time.toMinutes(); minutes += 10) {
            clock.pass(Duration.ofMinutes(10));
            sweep.sweep();
        }
    }

    private void passInSmallSteps(Duration time) {
        for (long seconds = 0; seconds < time.toSeconds(); seconds += 2) {
            clock.pass(Duration.ofSeconds(2));
            sweep.sweep();
        }
    }

    private void park(String key, long sequence) {
        parked.park(GROUP, message(key, sequence));
    }

    private ConsumerRecord<String, byte[]> message(String key, long sequence) {
        return new ConsumerRecord<>(
                TOPIC, 0, offsets.getAndIncrement(), key, new PlainCodec().encode(TOPIC, envelope(key, sequence)));
    }

    private static PaymentEventEnvelope envelope(String key, long sequence) {
        return new PaymentEventEnvelope(
                "e", key, sequence, "arcade", "stripe", Instant.EPOCH, new PaymentPending("waiting"));
    }

    private static long waiting() {
        return database.getCollection("parked_events").countDocuments();
    }

    private static String header(ProducerRecord<String, byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    /** Takes nothing but the next event of each key. */
    private static final class Consumer {
        final Queue<String> applied = new ConcurrentLinkedQueue<>();
        final Map<String, RuntimeException> failures = new ConcurrentHashMap<>();
        final Set<String> undecided = ConcurrentHashMap.newKeySet();
        final AtomicInteger attempts = new AtomicInteger();
        private final Set<String> known = ConcurrentHashMap.newKeySet();

        CompletableFuture<Consumed> handle(ReceivedEvent<PaymentEventEnvelope> event) {
            attempts.incrementAndGet();
            if (failures.containsKey(event.key())) {
                return CompletableFuture.failedFuture(failures.get(event.key()));
            }
            if (undecided.contains(event.key())) {
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

    private static final class PlainCodec implements EventCodec {
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
            try {
                return PaymentEventEnvelope.fromByteBuffer(ByteBuffer.wrap(value));
            } catch (IOException e) {
                throw new UnreadableEvent("not a payment event", e);
            }
        }
    }

    private static final class MovingClock extends Clock {
        private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
