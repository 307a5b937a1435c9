package io.coinslot.servicekit.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.servicekit.event.EventPublisher.Outbox;
import io.coinslot.servicekit.event.EventRecords;
import io.coinslot.servicekit.event.OutboxEntry;
import io.coinslot.servicekit.trace.Trace;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which states are told again, so that none stands behind an older one for good. */
class OvertakenStatesTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

    private final InMemoryAggregateStore<Counter> store = new InMemoryAggregateStore<>();
    private final LocalAggregates<Counter, Counter> aggregates = new LocalAggregates<>(List.of(), CLOCK);
    private final OvertakenStates<Counter> states = new OvertakenStates<>(store, aggregates);

    private final DocumentWriter<Counter, String> writer = new DocumentWriter<>(
            new EventRecords<>(new Engines.CounterEvents(), new Engines.NoCodec(), "test"),
            new RecordingPublisher(),
            new Outbox("counters", removed -> {}),
            CLOCK,
            (stored, touched) -> {},
            states::sent);

    @Test
    void tellsAgainWhatAnotherProcessWroteWhileAnOlderStateWasSent() {
        Stored<Counter> older = document(1, 1, "here");
        newest(document(2, 2, "elsewhere"));
        writer.publish(older);
        states.run();
        assertThat(aggregates.events()).extracting(Counter::value).containsExactly(2, 2);

        states.run();
        assertThat(aggregates.events()).hasSize(2);
    }

    @Test
    void leavesAloneWhatNobodyElseWrote() {
        Stored<Counter> sent = document(1, 1, "here");
        newest(sent);
        writer.publish(sent);
        states.run();
        assertThat(aggregates.events()).hasSize(1);
    }

    @Test
    void leavesAloneWhatThisProcessWroteSinceAndSendsInItsTurn() {
        Stored<Counter> older = document(1, 1, "elsewhere");
        Counter next = Counter.ZERO.plus(2);
        newest(writer.next(
                "c",
                older,
                new Operation.Effect<>(next, List.of("counted"), List.of(), List.of(), "done"),
                next,
                Trace.current()));
        writer.publish(older);
        states.run();
        assertThat(aggregates.events()).hasSize(1);
    }

    /** Two processes would answer each other for ever. */
    @Test
    void leavesAloneTheSameStateThatAnotherProcessToldAgain() {
        newest(document(2, 1, "elsewhere"));
        writer.publish(document(1, 1, "here"));
        states.run();
        assertThat(aggregates.events()).hasSize(1);
    }

    private void newest(Stored<Counter> document) {
        store.insert(List.of(document));
        aggregates.handle(
                document.id(), known -> Decision.accepted(document.state(), List.of(document.state()), "told"));
    }

    private static Stored<Counter> document(long sequence, int value, String process) {
        OutboxEntry entry = new OutboxEntry("e" + sequence, sequence, "counters", "c", Map.of(), new byte[0]);
        return new Stored<>(
                "c",
                sequence,
                process + ":" + sequence,
                CLOCK.instant(),
                Counter.ZERO.plus(value),
                sequence,
                List.of(entry),
                List.of());
    }
}
