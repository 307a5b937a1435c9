package io.coinslot.billing.limit;

import io.coinslot.billing.purchase.PurchaseId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.joda.money.Money;

/**
 * One purchase of a user with limits. It counts for the day on which it was requested.
 *
 * @param purchaseVersion the version of the purchase that the status was taken from; older news are dropped
 */
public record Spending(
        PurchaseId purchaseId, Money amount, Instant requestedAt, SpendingStatus status, long purchaseVersion) {

    boolean counts() {
        return status != SpendingStatus.RELEASED;
    }

    /**
     * Whether it was let go because there was no purchase, which has version 1 at least. If the purchase is asked for
     * once more, there is nothing held for it.
     */
    public boolean isVoid() {
        return status == SpendingStatus.RELEASED && purchaseVersion == 0;
    }

    /** The day in UTC on which it was requested. */
    public LocalDate day() {
        return dayOf(requestedAt);
    }

    /** The same, as a later version of the purchase says. */
    public Spending with(SpendingStatus next, long version) {
        return new Spending(purchaseId, amount, requestedAt, next, version);
    }

    /** With what the purchase turned out to cost: a repeated request may have reserved for another price. */
    public Spending of(Money actual) {
        return new Spending(purchaseId, actual, requestedAt, status, purchaseVersion);
    }

    /** Whether a purchase of this amount needs nothing more to be reserved. */
    public boolean covers(Money wanted) {
        return status != SpendingStatus.RESERVED || !amount.isSameCurrency(wanted) || !wanted.isGreaterThan(amount);
    }

    /** The day in UTC. */
    public static LocalDate dayOf(Instant time) {
        return time.atZone(ZoneOffset.UTC).toLocalDate();
    }

    static YearMonth monthOf(LocalDate day) {
        return YearMonth.from(day);
    }
}
