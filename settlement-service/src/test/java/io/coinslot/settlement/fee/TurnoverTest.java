package io.coinslot.settlement.fee;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.settlement.fee.Turnover.Counted;
import io.coinslot.settlement.fee.Turnover.Key;
import io.coinslot.settlement.fee.Turnover.LookAgain;
import io.coinslot.settlement.fee.Turnover.Placed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class TurnoverTest {
    private static final Key KEY = new Key("arcade", "google-play", "USD", 2026);

    private Turnover stored;
    private final Map<String, Long> ledgers = new HashMap<>();

    @Test
    void tellsTheSamePlaceAgain() {
        assertThat(place("p1", 100, 0)).isEqualTo(new Placed(0, false, 0));
        assertThat(place("p2", 50, 0)).isEqualTo(new Placed(100, false, 0));
        assertThat(place("p1", 100, 0)).isEqualTo(new Placed(0, false, 0));
        assertThat(stored.total()).isEqualTo(150);
    }

    @Test
    void wantsAnotherLookAfterASweepThatMayHaveForgottenThePurchase() {
        place("p1", 100, 0);
        stored = stored.swept(Set.of("p1"));

        assertThat(place("p1", 100, 0)).isEqualTo(new LookAgain(1));
        assertThat(stored.total()).isEqualTo(100);
        assertThat(place("p2", 10, 1)).isEqualTo(new Placed(100, false, 1));
    }

    @Test
    void keepsThoseThatHaveNoLedgerYetThroughASweep() {
        place("p1", 100, 0);
        place("p2", 50, 0);
        stored = stored.swept(Set.of("p1"));
        assertThat(stored.lately()).containsExactly(new Counted("p2", 50, 100));
        assertThat(stored.swept(Set.of("p1"))).isSameAs(stored);
    }

    @Test
    void asksForASweepNowAndThenWhenItIsCrowded() {
        List<Integer> crowded = new ArrayList<>();
        for (int number = 1; number <= 130; number++) {
            if (((Placed) place("p" + number, 1, 0)).crowded()) {
                crowded.add(number);
            }
        }
        assertThat(crowded).containsExactly(64, 96, 128);
    }

    /**
     * Several processes that handle the same captures again and again, each stopped between any two of its steps for any
     * time, with sweeps in between: each purchase counts once, at one place.
     */
    @RepeatedTest(300)
    void countsEachPurchaseOnceWhateverRunsBesideWhatever(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<Capture> captures = new ArrayList<>();
        for (int number = 0; number < 60; number++) {
            captures.add(new Capture("p" + random.nextInt(12)));
        }
        Set<String> purchases = new HashSet<>();
        captures.forEach(capture -> purchases.add(capture.purchaseId));
        while (!captures.isEmpty()) {
            // Early on few run at once, so that some begin long after others have ended.
            Capture capture = captures.get(random.nextInt(Math.min(captures.size(), 6)));
            if (capture.step()) {
                captures.remove(capture);
            }
            if (stored != null && random.nextInt(4) == 0) {
                stored = stored.swept(ledgers.keySet());
            }
        }
        assertThat(ledgers.keySet()).isEqualTo(purchases);
        assertThat(stored.total()).isEqualTo(100L * purchases.size());
        assertThat(ledgers.values()).doesNotHaveDuplicates().allMatch(place -> place % 100 == 0);
    }

    /** One handling of a capture, a step at a time, as {@link Turnovers} and the journal do it. */
    private final class Capture {
        private final String purchaseId;
        private int next;
        private long seen;
        private long place;

        Capture(String purchaseId) {
            this.purchaseId = purchaseId;
        }

        /** Whether it is done. */
        boolean step() {
            return switch (next) {
                case 0 -> goOn(1);
                case 1 -> ledgers.containsKey(purchaseId) || goOn(2);
                case 2 -> placed();
                default -> {
                    ledgers.putIfAbsent(purchaseId, place);
                    yield true;
                }
            };
        }

        private boolean placed() {
            return switch (TurnoverTest.this.place(purchaseId, 100, seen)) {
                case LookAgain again -> {
                    seen = again.sweeps();
                    yield goOn(1);
                }
                case Placed placed -> {
                    place = placed.before();
                    yield goOn(3);
                }
            };
        }

        private boolean goOn(int step) {
            next = step;
            return false;
        }
    }

    private Turnover.Placing place(String purchaseId, long minorUnits, long sweepsSeen) {
        Decision<Turnover, Void, Turnover.Placing> decision =
                Turnover.place(stored, KEY, purchaseId, minorUnits, sweepsSeen);
        if (decision instanceof Decision.Accepted<Turnover, Void, Turnover.Placing> accepted) {
            stored = accepted.state();
        }
        return decision.result();
    }
}
