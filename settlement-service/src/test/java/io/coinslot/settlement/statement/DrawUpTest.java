package io.coinslot.settlement.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.servicekit.aggregate.LocalAggregates;
import io.coinslot.settlement.journal.BookingTerms;
import io.coinslot.settlement.journal.Ledgers;
import io.coinslot.settlement.statement.Settlement.Period;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a statement is drawn up: an entry is booked at a time, and can be read only once it is written. */
class DrawUpTest {
    private static final Instant ASKED = Instant.parse("2026-11-22T08:00:00Z");
    private static final Duration LONGEST_WRITE = Duration.ofSeconds(3);
    private static final BookingTerms TERMS = new BookingTerms(LONGEST_WRITE, Duration.ofSeconds(2));

    private final InMemoryStatementEntries entries = new InMemoryStatementEntries();
    private Instant now = ASKED;
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private final LocalAggregates<Settlement, Settlement> documents =
            new LocalAggregates<>(List.of(new DrawUpTask(entries, clock)), clock);
    private final Settlements settlements = new Settlements(documents, TERMS);

    @Test
    void holdsWhatWasBookedBeforeItWasAskedForThoughItsWriteTookLong() throws Exception {
        ask(ASKED.plusSeconds(60));
        now = ASKED.plus(LONGEST_WRITE.multipliedBy(2));
        assertThat(documents.runTasks()).isZero();

        // Decided a moment before by a clock that is two seconds late; its insert and its update took all they may.
        entries.ledgers.add(Ledgers.captured("pur_1", "arcade", "u1", ASKED.minusMillis(1)));
        now = ASKED.plus(TERMS.untilAllIsWritten());
        assertThat(documents.runTasks()).isEqualTo(1);
        assertThat(settlements.find("set_1").status()).isEqualTo(Status.READY);
        assertThat(settlements.find("set_1").entryCount()).isEqualTo(1);
    }

    @Test
    void waitsForThePeriodThatHasJustEndedAsWell() throws Exception {
        ask(ASKED.minusSeconds(5));
        now = ASKED.plusSeconds(2);
        assertThat(documents.runTasks()).isZero();
        now = ASKED.plusSeconds(3);
        assertThat(documents.runTasks()).isEqualTo(1);
    }

    @Test
    void isDrawnUpAtOnceOverAPeriodThatIsLongOver() throws Exception {
        ask(ASKED.minus(TERMS.untilAllIsWritten()));
        assertThat(documents.runTasks()).isEqualTo(1);
        assertThat(settlements.find("set_1").status()).isEqualTo(Status.READY);
    }

    /** What is begun again and again is done never: its lease is renewed, and ends soon when its process has. */
    @Test
    void isDrawnUpByOneProcessHoweverLongItTakes() {
        DrawUpTask task = new DrawUpTask(entries, clock);
        assertThat(task.longestRun()).isGreaterThan(Duration.ofHours(6));
        assertThat(task.lease()).isLessThan(Duration.ofMinutes(5));
    }

    private void ask(Instant to) {
        Period period = new Period(Scope.SERVICE, null, ASKED.minusSeconds(3_600), to);
        settlements.request(Settlement.requested("set_1", "arcade", "f", period, ASKED));
    }
}
