package io.coinslot.settlement.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.settlement.journal.EntryKind;
import io.coinslot.settlement.journal.JournalEntry;
import io.coinslot.settlement.journal.Line;
import io.coinslot.settlement.journal.Side;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecondPaymentAmountsTest {
    @Test
    void whatAMarketKeepsOfASecondPaymentIsInNoColumnOfAStatement() {
        JournalEntry entry = new JournalEntry(
                "e1",
                EntryKind.SECOND_PAYMENT,
                Instant.EPOCH,
                Instant.EPOCH,
                List.of(
                        new Line("market-receivable:stripe", Side.DEBIT, 199),
                        new Line("second-payment-fees:stripe", Side.DEBIT, 36),
                        new Line("second-payments:stripe", Side.CREDIT, 199),
                        new Line("market-fee:stripe", Side.CREDIT, 36)),
                null);
        assertThat(Amounts.of(entry)).isEqualTo(Amounts.NONE);
    }
}
