package io.coinslot.servicekit.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.servicekit.event.EventPublisher.Outbox;
import io.coinslot.servicekit.event.EventRecords;
import io.coinslot.servicekit.event.OutboxEntry;
import io.coinslot.servicekit.event.StateEncoder;
import io.coinslot.servicekit.trace.Trace;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** Followers take the greater sequence, also from a database that was restored and knows nothing of it. */
class StateSequencesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void tellsAStateAboveAllThatWereToldBeforeADatabaseWasRestored() {
        DocumentWriter<Counter, Counter> before = writer(NOW.minusSeconds(3_600));
        Stored<Counter> backup = changed(before, null);
        Stored<Counter> lost = changed(before, changed(before, changed(before, backup)));

        assertThat(changed(writer(NOW), backup).lastSequence()).isGreaterThan(lost.lastSequence());
        assertThat(changed(writer(NOW), null).lastSequence())
                .as("made again, as the backup lacks it")
                .isGreaterThan(lost.lastSequence());
    }

    @Test
    void risesThoughTheClockOfAnotherProcessIsBehind() {
        Stored<Counter> known = changed(writer(NOW), null);
        assertThat(changed(writer(NOW.minusSeconds(5)), known).lastSequence()).isEqualTo(known.lastSequence() + 1);
    }

    private static Stored<Counter> changed(DocumentWriter<Counter, Counter> writer, Stored<Counter> from) {
        Counter next = Counter.ZERO.plus(1);
        Stored<Counter> written = writer.next(
                "c",
                from,
                new Operation.Effect<>(next, List.of(next), List.of(), List.of(), "done"),
                next,
                Trace.current());
        assertThat(written.outbox().stream().mapToLong(OutboxEntry::sequence).max())
                .hasValue(written.lastSequence());
        return written;
    }

    private static DocumentWriter<Counter, Counter> writer(Instant at) {
        return new DocumentWriter<>(
                new EventRecords<>(new CounterStates(), new Engines.NoCodec(), "test"),
                new RecordingPublisher(),
                new Outbox("counters", removed -> {}),
                Clock.fixed(at, ZoneOffset.UTC),
                (stored, touched) -> {});
    }

    private record CounterStates() implements StateEncoder<Counter> {
        @Override
        public String topic() {
            return "counter-states";
        }

        @Override
        public SpecificRecord envelope(Header header, Counter state, Counter event) {
            return new Engines.CounterEvents().envelope(header, state, "counted");
        }
    }
}
