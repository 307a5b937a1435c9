package io.coinslot.servicekit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.schemas.market.PaymentEventEnvelope;
import io.coinslot.servicekit.consume.EventSubscription;
import io.coinslot.servicekit.event.EventCodec.SchemaRegistryUnavailable;
import io.coinslot.servicekit.kafka.DeadLetter.Action;
import io.coinslot.servicekit.kafka.DeadLetter.Operator;
import io.coinslot.servicekit.kafka.DeadLetter.Status;
import io.coinslot.servicekit.mongo.IndexedDatabase;
import io.coinslot.servicekit.trace.Trace;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a handler refuses is read again each second, and all that was polled with it, for as long as it refuses. */
class RefusedPollsIT extends Parking {
    private final AtomicInteger refusals = new AtomicInteger(2);
    private final List<String> applied = new ArrayList<>();
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final MongoDeadLetters letters = new MongoDeadLetters(new IndexedDatabase(database), clock);

    @Test
    void makeOneDeadLetterOfARecordThatCannotBeRead() {
        DeadLetters deadLetters = new DeadLetters(letters, broker, meters, clock);
        RecordApplier<PaymentEventEnvelope> applier = new RecordApplier<>(
                EventSubscription.batches(TOPIC, PaymentEventEnvelope.class, GROUP, (partition, events) -> {
                    if (refusals.getAndDecrement() > 0) {
                        throw new IllegalStateException("halted");
                    }
                    events.forEach(event -> applied.add(event.key()));
                }),
                codec,
                deadLetters,
                parked);
        List<ConsumerRecord<String, byte[]>> poll = List.of(
                new ConsumerRecord<>(TOPIC, 1, 7, "pur_1", "?".getBytes(StandardCharsets.UTF_8)), message("pur_2", 1));

        for (int refused = 0; refused < 2; refused++) {
            assertThatThrownBy(() -> applier.apply(poll)).hasMessage("halted");
        }
        applier.apply(poll);

        assertThat(applied).containsExactly("pur_2");
        assertThat(broker.history()).singleElement().satisfies(letter -> {
            assertThat(letter.key()).isEqualTo("pur_1");
            assertThat(header(letter, "dlt-attempts")).isEqualTo("1");
        });
    }

    @Test
    void makeOneDeadLetterOfARecordThatStandsBeforeOneThatWaits() {
        consumer.failures.put("pur_1", new IllegalStateException("a bug"));
        consumer.failures.put("pur_2", new SchemaRegistryUnavailable("away", null));
        RecordApplier<PaymentEventEnvelope> applier = eachByItself();
        List<ConsumerRecord<String, byte[]>> poll = List.of(message("pur_1", 1), message("pur_2", 1));

        for (int refused = 0; refused < 3; refused++) {
            assertThatThrownBy(() -> applier.apply(poll)).isInstanceOf(SchemaRegistryUnavailable.class);
        }
        consumer.failures.remove("pur_2");
        applier.apply(poll);

        assertThat(consumer.applied).containsExactly("pur_2 1");
        assertThat(broker.history()).singleElement().satisfies(letter -> {
            assertThat(letter.key()).isEqualTo("pur_1");
            assertThat(header(letter, "dlt-attempts")).isEqualTo("1");
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"DISCARDED", "APPLIED"})
    void leaveALetterAsItWasDealtWith(Status status) {
        consumer.failures.put("pur_1", new IllegalStateException("a bug"));
        RecordApplier<PaymentEventEnvelope> applier = eachByItself();
        ConsumerRecord<String, byte[]> message = message("pur_1", 1);
        String id = StoredRecord.id(GROUP, message);
        applier.apply(List.of(message));
        letters.end(id, Action.DISCARD, new Operator("operator", "no use"), status);

        applier.apply(List.of(message));

        DeadLetter letter = Objects.requireNonNull(letters.find(id));
        assertThat(letter.status()).isEqualTo(status);
        assertThat(letter.attempts()).isEqualTo(2);
        assertThat(letter.audit()).hasSize(1);

        // The topic was made anew, and something else stands in the same place.
        ConsumerRecord<String, byte[]> another = new ConsumerRecord<>(
                TOPIC, 0, message.offset(), "pur_1", message("pur_1", 2).value());
        applier.apply(List.of(another));
        assertThat(letters.find(id)).satisfies(open -> {
            assertThat(open.status()).isEqualTo(Status.DEAD);
            assertThat(open.message().value()).isEqualTo(another.value());
        });
    }

    /** The topic was made anew while the letter of what stood in the same place before lies there. */
    @Test
    void leaveALetterThatIsNotDealtWithBesideThatOfAnotherRecord() {
        consumer.failures.put("pur_1", new IllegalStateException("a bug"));
        RecordApplier<PaymentEventEnvelope> applier = eachByItself();
        ConsumerRecord<String, byte[]> message = message("pur_1", 1);
        ConsumerRecord<String, byte[]> another = new ConsumerRecord<>(
                TOPIC, 0, message.offset(), "pur_1", message("pur_1", 2).value());
        applier.apply(List.of(message));
        applier.apply(List.of(another));

        assertThat(letters.deadOf(TOPIC, "pur_1", 10))
                .extracting(letter -> letter.message().value())
                .containsExactlyInAnyOrder(message.value(), another.value());

        // Each is dealt with by itself, and stays so when its record is read again.
        letters.end(StoredRecord.id(GROUP, message), Action.DISCARD, new Operator("operator", "old"), Status.DISCARDED);
        applier.apply(List.of(another));
        assertThat(letters.deadOf(TOPIC, "pur_1", 10)).singleElement().satisfies(open -> {
            assertThat(open.message().value()).isEqualTo(another.value());
            assertThat(open.attempts()).isEqualTo(2);
        });
        letters.parkedWasApplied(GROUP, another);
        assertThat(letters.deadOf(TOPIC, "pur_1", 10)).isEmpty();
    }

    @Test
    void areCountedFromNoneOn() {
        DeadLetters deadLetters = new DeadLetters(letters, broker, meters, clock);
        new Appliers(codec, deadLetters, parked)
                .add(EventSubscription.each(TOPIC, PaymentEventEnvelope.class, GROUP, consumer::handle));

        assertThat(meters.get("coinslot.dead.letters")
                        .tags("group", GROUP, "topic", TOPIC)
                        .counter()
                        .count())
                .isZero();
    }

    @Test
    void mayHaveHeadersWithoutValues() {
        ConsumerRecord<String, byte[]> message = message("pur_1", 1);
        message.headers().add(Trace.HEADER, null).add("ce_id", null);

        eachByItself().apply(List.of(message));

        assertThat(consumer.applied).containsExactly("pur_1 1");
        assertThat(StoredRecord.header(message, "ce_id")).isNull();
    }

    private RecordApplier<PaymentEventEnvelope> eachByItself() {
        return new RecordApplier<>(
                EventSubscription.each(TOPIC, PaymentEventEnvelope.class, GROUP, consumer::handle),
                codec,
                new DeadLetters(letters, broker, meters, clock),
                parked);
    }
}
