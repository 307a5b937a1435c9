package io.coinslot.billing.limit;

import io.coinslot.billing.purchase.PurchaseId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * One purchase of a user with limits. It counts for the day on which it was requested.
 *
 * @param purchaseVersion the version of the purchase that the status was taken from; older news are dropped
 * @param repeatedAt when it was last asked for again; null if that never happened
 */
public record Spending(
        PurchaseId purchaseId,
        Money amount,
        Instant requestedAt,
        SpendingStatus status,
        long purchaseVersion,
        @Nullable Instant repeatedAt) {

    /** What a request reserves for a purchase that is not there yet. */
    public static Spending reserved(PurchaseId purchaseId, Money amount, Instant now) {
        return new Spending(purchaseId, amount, now, SpendingStatus.RESERVED, 0, null);
    }

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
        return new Spending(purchaseId, amount, requestedAt, next, version, repeatedAt);
    }

    /** With what the purchase turned out to cost: a repeated request may have reserved for another price. */
    public Spending of(Money actual) {
        return new Spending(purchaseId, actual, requestedAt, status, purchaseVersion, repeatedAt);
    }

    /** The same, asked for once more: whoever asked first cannot give it back any more. */
    public Spending repeated(Instant now) {
        return new Spending(purchaseId, amount, requestedAt, status, purchaseVersion, now);
    }

    /** Whether it waits for a purchase of which nothing is known yet. */
    public boolean isAwaited() {
        return status == SpendingStatus.RESERVED && purchaseVersion == 0;
    }

    /** Whether the request of that time has made it, and no other has relied on it since. */
    public boolean isOnlyOf(Instant request) {
        return isAwaited() && repeatedAt == null && requestedAt.equals(request);
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
