package io.coinslot.settlement.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.settlement.journal.Ledgers;
import io.coinslot.settlement.journal.PurchaseLedger;
import io.coinslot.settlement.statement.Settlement.Period;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SumsTest {
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant END = Instant.parse("2026-12-01T00:00:00Z");

    private final InMemoryStatementEntries entries = new InMemoryStatementEntries();

    @Test
    void carryForwardWhatWasOpenedBeforeLessWhatWasLiftedBefore() {
        PurchaseLedger stays = owing("pur_1", 40);
        PurchaseLedger lifted = owing("pur_2", 15);
        entries.ledgers.add(Ledgers.refunded(stays, 10, START));
        entries.ledgers.add(Ledgers.comeBack(lifted, START.minusSeconds(1)));
        PurchaseLedger within =
                Ledgers.delivered(Ledgers.captured("pur_3", "arcade", "u1", START), START.plusSeconds(1));
        entries.ledgers.add(owing(within, 7));

        assertThat(Sums.of(november(), entries).debts()).containsExactly(new Debt("USD", 40, 7, 0));
        assertThat(Sums.ofPeriod(november(), entries, entry -> {}).debts()).containsExactly(new Debt("USD", 0, 7, 0));
    }

    private static PurchaseLedger owing(String purchaseId, long amount) {
        PurchaseLedger sold = Ledgers.captured(purchaseId, "arcade", "u1", START.minusSeconds(9));
        return Ledgers.delivered(Ledgers.refunded(sold, amount, START.minusSeconds(8)), START.minusSeconds(7));
    }

    /** A refund after the grant is booked in one entry with its debt; here the debt comes with the next grant. */
    private static PurchaseLedger owing(PurchaseLedger granted, long amount) {
        return Ledgers.delivered(Ledgers.refunded(granted, amount, START.plusSeconds(2)), START.plusSeconds(3));
    }

    private static Settlement november() {
        return Settlement.requested("set_1", "arcade", "f", new Period(Scope.SERVICE, null, START, END), END);
    }
}
