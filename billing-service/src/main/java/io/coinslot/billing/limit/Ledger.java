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
 * What counts against the limits of a user: this month's purchases, the oldest of them as totals of their days. The totals
 * name the purchases in them, so that one that is refunded is taken out again; of more than a bounded number the oldest
 * day's names are forgotten, and what is in there counts until the month is over.
 *
 * @param summedUntil until when a purchase was requested that may be in a total which does not name it; null if none is
 */
public record Ledger(
        List<Spending> spendings,
        List<DayTotal> totals,
        @Nullable Instant summedUntil) {
    static final int MOST_SPENDINGS = 300;
    /** More than a token may be tried on a day: all of its tries are counted one by one. */
    static final int MOST_RELEASED = 250;

    static final int MOST_NAMED = 3_000;
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

    /** Whether a purchase is known to be in a total, where it counts as confirmed. */
    public boolean hasSummed(PurchaseId purchaseId) {
        return totals.stream().anyMatch(total -> total.holds(purchaseId));
    }

    /** What is known of a purchase of which there is news: one in a total counts as confirmed. */
    public Optional<Spending> known(Spending news) {
        return hasSummed(news.purchaseId())
                ? Optional.of(news.with(SpendingStatus.CONFIRMED, 0))
                : spending(news.purchaseId());
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

    /**
     * Adds a spending, or replaces the one of its purchase, and forgets what is of no use today: what was given back, and of
     * what came to nothing all but the newest. If one of those is paid after all, it is not known here and counts anew.
     */
    public Ledger with(Spending spending, LocalDate today) {
        List<Spending> next = new ArrayList<>(spendings);
        next.removeIf(other -> other.purchaseId().equals(spending.purchaseId()));
        next.add(spending);
        return new Ledger(next, totalsWithout(spending), summedUntil).tidied(today);
    }

    private List<DayTotal> totalsWithout(Spending spending) {
        return totals.stream()
                .map(total -> total.holds(spending.purchaseId()) ? total.minus(spending) : total)
                .filter(total -> !total.isEmpty())
                .toList();
    }

    /** How many purchases of the day there are, those that came to nothing too. */
    public long countOn(LocalDate day) {
        long single = spendings.stream()
                .filter(spending -> spending.day().equals(day) && !spending.isVoid())
                .count();
        long summed = totals.stream()
                .filter(total -> total.date().equals(day))
                .mapToLong(total -> total.names().size())
                .sum();
        return single + summed;
    }

    /** Whether a purchase that is not known may be in a total all the same: news of it must not make it count twice. */
    boolean mayHaveSummed(Spending spending) {
        return summedUntil != null && !spending.requestedAt().isAfter(summedUntil);
    }

    private Ledger tidied(LocalDate today) {
        YearMonth month = Spending.monthOf(today);
        List<Spending> kept = new ArrayList<>(spendings);
        kept.removeIf(spending -> spending.status() != SpendingStatus.RESERVED
                && Spending.monthOf(spending.day()).isBefore(month));
        kept.removeIf(spending ->
                spending.isVoid() || (!spending.counts() && spending.day().isBefore(today)));
        kept.removeAll(oldest(kept, SpendingStatus.RELEASED, released(kept) - MOST_RELEASED));
        List<DayTotal> sums = new ArrayList<>(totals);
        sums.removeIf(total -> Spending.monthOf(total.date()).isBefore(month));
        for (Spending spending : oldest(kept, SpendingStatus.CONFIRMED, kept.size() - MOST_SPENDINGS)) {
            kept.remove(spending);
            fold(sums, spending);
        }
        return forgetting(kept, sums, summedUntil);
    }

    /** Forgets names, those of the oldest day first, until there are no more of them than may be. */
    private static Ledger forgetting(List<Spending> kept, List<DayTotal> sums, @Nullable Instant until) {
        DayTotal oldest = sums.stream()
                .filter(total -> !total.names().isEmpty())
                .min(Comparator.comparing(DayTotal::date))
                .orElse(null);
        long names = sums.stream().mapToLong(total -> total.names().size()).sum();
        if (oldest == null || names <= MOST_NAMED) {
            return new Ledger(kept, sums, until);
        }
        sums.replaceAll(total -> total.equals(oldest) ? total.withoutNames() : total);
        Instant end = oldest.end();
        return forgetting(kept, sums, until == null || end.isAfter(until) ? end : until);
    }

    private static int released(List<Spending> spendings) {
        return (int) spendings.stream().filter(spending -> !spending.counts()).count();
    }

    private static List<Spending> oldest(List<Spending> spendings, SpendingStatus status, int most) {
        return spendings.stream()
                .filter(spending -> spending.status() == status)
                .sorted(Comparator.comparing(Spending::requestedAt))
                .limit(Math.max(0, most))
                .toList();
    }

    private static void fold(List<DayTotal> sums, Spending spending) {
        DayTotal before = sums.stream()
                .filter(total -> total.isOf(spending))
                .findFirst()
                .orElseGet(() -> DayTotal.none(spending));
        sums.remove(before);
        sums.add(before.plus(spending));
    }

    private static boolean isOf(Money amount, CurrencyUnit currency) {
        return amount.getCurrencyUnit().equals(currency);
    }
}
