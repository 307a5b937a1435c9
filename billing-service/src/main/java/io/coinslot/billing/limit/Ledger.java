package io.coinslot.billing.limit;

import io.coinslot.billing.purchase.PurchaseId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What counts against the limits of a user: this month's purchases, the oldest of them as totals of their days.
 *
 * @param summedUntil when the newest purchase was requested that is not kept by itself any more, or null for none
 */
public record Ledger(
        List<Spending> spendings,
        List<DayTotal> totals,
        @Nullable Instant summedUntil) {
    static final int MOST_SPENDINGS = 300;
    public static final Ledger EMPTY = new Ledger(List.of(), List.of(), null);

    public Ledger {
        spendings = List.copyOf(spendings);
        totals = List.copyOf(totals);
    }

    /** What is known of a purchase by itself. */
    public Optional<Spending> spending(PurchaseId purchaseId) {
        return spendings.stream()
                .filter(spending -> spending.purchaseId().equals(purchaseId))
                .findFirst();
    }

    /** What counts on a day in UTC. */
    public Money spentOn(LocalDate day, CurrencyUnit currency) {
        return spent(day::equals, currency);
    }

    Money spentIn(YearMonth month, CurrencyUnit currency) {
        return spent(day -> Spending.monthOf(day).equals(month), currency);
    }

    private Money spent(Predicate<LocalDate> period, CurrencyUnit currency) {
        Money sum = Money.zero(currency);
        for (Spending spending : spendings) {
            if (spending.counts() && isOf(spending.amount(), currency) && period.test(spending.day())) {
                sum = sum.plus(spending.amount());
            }
        }
        for (DayTotal total : totals) {
            if (isOf(total.amount(), currency) && period.test(total.date())) {
                sum = sum.plus(total.amount());
            }
        }
        return sum;
    }

    /** Adds a spending, or replaces the one of its purchase, and forgets what is of no use today. */
    public Ledger with(Spending spending, LocalDate today) {
        List<Spending> next = new ArrayList<>(spendings);
        next.removeIf(other -> other.purchaseId().equals(spending.purchaseId()));
        next.add(spending);
        return new Ledger(next, totals, summedUntil).tidied(today);
    }

    /** How many purchases of the day there are, those that came to nothing too. */
    public long countOn(LocalDate day) {
        return spendings.stream()
                .filter(spending -> spending.day().equals(day) && !spending.isVoid())
                .count();
    }

    /** Whether a purchase that is not known may be in the totals: news of it must not make it count twice. */
    boolean mayHaveSummed(Spending spending) {
        return summedUntil != null && !spending.requestedAt().isAfter(summedUntil);
    }

    private Ledger tidied(LocalDate today) {
        YearMonth month = Spending.monthOf(today);
        List<Spending> kept = new ArrayList<>(spendings);
        kept.removeIf(spending -> spending.status() != SpendingStatus.RESERVED
                && Spending.monthOf(spending.day()).isBefore(month));
        kept.removeIf(spending -> !spending.counts() && spending.day().isBefore(today));
        List<DayTotal> sums = new ArrayList<>(totals);
        sums.removeIf(total -> Spending.monthOf(total.date()).isBefore(month));
        Instant until = summedUntil;
        for (Spending spending : oldestConfirmed(kept, kept.size() - MOST_SPENDINGS)) {
            kept.remove(spending);
            fold(sums, spending);
            until = until == null || spending.requestedAt().isAfter(until) ? spending.requestedAt() : until;
        }
        return new Ledger(kept, sums, until);
    }

    private static List<Spending> oldestConfirmed(List<Spending> spendings, int most) {
        return spendings.stream()
                .filter(spending -> spending.status() == SpendingStatus.CONFIRMED)
                .sorted(Comparator.comparing(Spending::requestedAt))
                .limit(Math.max(0, most))
                .toList();
    }

    private static void fold(List<DayTotal> sums, Spending spending) {
        String day = spending.day().toString();
        Money before = sums.stream()
                .filter(total -> isSame(total, day, spending))
                .map(DayTotal::amount)
                .findFirst()
                .orElse(Money.zero(spending.amount().getCurrencyUnit()));
        sums.removeIf(total -> isSame(total, day, spending));
        sums.add(new DayTotal(day, before.plus(spending.amount())));
    }

    private static boolean isSame(DayTotal total, String day, Spending spending) {
        return total.day().equals(day) && total.amount().isSameCurrency(spending.amount());
    }

    private static boolean isOf(Money amount, CurrencyUnit currency) {
        return amount.getCurrencyUnit().equals(currency);
    }
}
