package io.coinslot.billing.limit;

import io.coinslot.billing.purchase.PurchaseId;
import io.coinslot.servicekit.idempotency.DerivedId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * Confirmed purchases of a day in one currency that are no longer kept one by one.
 *
 * @param day ISO 8601 date in UTC
 * @param purchases short names of them, eight bytes of a digest each; null if they are not kept any more
 */
public record DayTotal(String day, Money amount, @Nullable List<Long> purchases) {
    public DayTotal {
        purchases = purchases == null ? null : List.copyOf(purchases);
    }

    static DayTotal none(Spending spending) {
        return new DayTotal(
                spending.day().toString(), Money.zero(spending.amount().getCurrencyUnit()), List.of());
    }

    LocalDate date() {
        return LocalDate.parse(day);
    }

    Instant end() {
        return date().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusMillis(1);
    }

    boolean isOf(Spending spending) {
        return date().equals(spending.day()) && amount.isSameCurrency(spending.amount());
    }

    /** Whether it names the purchase, on whatever day its reservation was made. */
    boolean holds(PurchaseId purchaseId) {
        return names().contains(name(purchaseId));
    }

    boolean isEmpty() {
        return amount.isZero() && names().isEmpty();
    }

    DayTotal plus(Spending spending) {
        List<Long> next = new ArrayList<>(names());
        next.add(name(spending.purchaseId()));
        return new DayTotal(day, amount.plus(spending.amount()), next);
    }

    DayTotal minus(Spending spending) {
        List<Long> next = new ArrayList<>(names());
        next.remove(Long.valueOf(name(spending.purchaseId())));
        return new DayTotal(day, amount.minus(spending.amount()), next);
    }

    DayTotal withoutNames() {
        return new DayTotal(day, amount, null);
    }

    /** Short names of the purchases, as far as they are known. */
    List<Long> names() {
        return purchases == null ? List.of() : purchases;
    }

    private static long name(PurchaseId purchaseId) {
        return DerivedId.uuid(purchaseId.value()).getLeastSignificantBits();
    }
}
