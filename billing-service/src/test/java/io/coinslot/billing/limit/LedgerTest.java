package io.coinslot.billing.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.billing.purchase.PurchaseId;
import java.time.Instant;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class LedgerTest {
    @Test
    void keepsABoundedNumberOfSpendingsAndLosesNoAmount() {
        Instant now = Instant.parse("2026-11-22T10:00:00Z");
        Ledger ledger = Ledger.EMPTY;
        for (int count = 0; count < 1000; count++) {
            ledger = ledger.with(
                    new Spending(
                            new PurchaseId("p" + count), Money.parse("KRW 1"), now, SpendingStatus.CONFIRMED, 1, null),
                    Spending.dayOf(now));
        }
        assertThat(ledger.spendings()).hasSizeLessThanOrEqualTo(Ledger.MOST_SPENDINGS);
        assertThat(ledger.spentOn(Spending.dayOf(now), CurrencyUnit.of("KRW"))).isEqualTo(Money.parse("KRW 1000"));
    }
}
