package io.coinslot.servicekit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.schemas.market.PaymentEventEnvelope;
import io.coinslot.servicekit.consume.EventSubscription;
import io.coinslot.servicekit.mongo.IndexedDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What a handler of whole polls refuses is read again each second, for as long as it refuses. */
class RefusedPollsIT extends Parking {
    private final AtomicInteger refusals = new AtomicInteger(2);
    private final List<String> applied = new ArrayList<>();

    @Test
    void makeOneDeadLetterOfARecordThatCannotBeRead() {
        DeadLetters deadLetters = new DeadLetters(
                new MongoDeadLetters(new IndexedDatabase(database), clock), broker, new SimpleMeterRegistry(), clock);
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
}
