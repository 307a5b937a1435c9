package io.coinslot.servicekit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** When those are looked at again that wait for a target of which nothing is heard. */
class TurnsTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final Instant SOONEST = NOW.plusSeconds(60);
    private static final Instant LATEST = NOW.plus(Duration.ofMinutes(15));

    private final Targets targets = new Targets();

    @Test
    void aHundredHaveTheirTurnInASecondHoweverManyWait() {
        Instant last = Instant.MIN;
        for (int waiting = 0; waiting < 30_000; waiting++) {
            last = targets.turn("ill", NOW);
            assertThat(last).isEqualTo(SOONEST.plusMillis(10L * waiting));
        }
        assertThat(last).isBetween(NOW.plusSeconds(359), NOW.plusSeconds(361));
        assertThat(targets.turn("another", NOW)).isEqualTo(SOONEST);
    }

    @Test
    void noTurnIsLaterThanAQuarterOfAnHourAndTheyDoNotMeetThere() {
        int atTheEnd = 0;
        for (int waiting = 0; waiting < 200_000; waiting++) {
            Instant turn = targets.turn("ill", NOW);
            assertThat(turn).isBetween(SOONEST, LATEST);
            atTheEnd += turn.isAfter(LATEST.minusSeconds(1)) ? 1 : 0;
        }
        assertThat(atTheEnd).isLessThan(2_000);
    }

    @Test
    void turnsThatHavePassedAreNotWaitedFor() {
        for (int waiting = 0; waiting < 30_000; waiting++) {
            targets.turn("ill", NOW);
        }
        Instant later = NOW.plus(Duration.ofHours(1));
        assertThat(targets.turn("ill", later)).isEqualTo(later.plusSeconds(60));
    }
}
