package io.coinslot.settlement.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.settlement.journal.Ledgers;
import io.coinslot.settlement.journal.PurchaseLedger;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SumsOfLedgersTest {
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

    /** Their balance came of what was booked since: a run that is late must not replace it by nothing. */
    @Test
    void leaveThoseOutOfWhomNothingWasBookedByThen() {
        assertThat(holders(
                        Ledgers.captured("p1", "arcade", "u1", NOON.minusSeconds(1)),
                        Ledgers.captured("p2", "arcade", "u1", NOON.plusSeconds(1)),
                        Ledgers.captured("p3", "arcade", "u2", NOON),
                        Ledgers.captured("p4", "newcomer", "u3", NOON.plusSeconds(1)),
                        Ledgers.captured("p5", "older", "u4", NOON),
                        Ledgers.captured("p6", "older", "u5", NOON.minusSeconds(1))))
                .containsExactlyInAnyOrder(
                        new Holder("arcade", "u1"),
                        new Holder("arcade", null),
                        new Holder("older", "u5"),
                        new Holder("older", null));
    }

    private static Set<Holder> holders(PurchaseLedger... ledgers) {
        Set<Holder> holders = new HashSet<>();
        long told = SumsOfLedgers.of(
                each -> List.of(ledgers).forEach(each), NOON, (holder, amounts) -> holders.add(holder));
        assertThat(told).isEqualTo(holders.size());
        return holders;
    }
}
