package io.coinslot.settlement.fee;

import io.coinslot.servicekit.aggregate.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a service turned over at a market in a currency in a calendar year (UTC), as far as tiers were in force. Each
 * purchase is counted once; which ones lately is remembered here until their ledgers tell it.
 *
 * @param total of all purchases counted, in minor units; refunds do not lower it
 * @param sweeps how often purchases were forgotten: what was looked up before a sweep is not proven any more after it
 * @param lately the purchases counted since, and those whose ledger was not there yet
 */
public record Turnover(Key key, long total, long sweeps, List<Counted> lately) {
    static final int CROWD = 64;
    private static final int CROWD_GROWTH = 32;

    public Turnover {
        lately = List.copyOf(lately);
    }

    /** Whose turnover. */
    public record Key(String serviceId, String market, String currency, int year) {
        String id() {
            return serviceId + "/" + market + "/" + currency + "/" + year;
        }
    }

    /** @param before the total without this purchase: its place in the year */
    public record Counted(String purchaseId, long minorUnits, long before) {}

    /** What became of the wish to count a purchase. */
    sealed interface Placing {
        long sweeps();
    }

    /** @param crowded whether it is time to sweep */
    record Placed(long before, boolean crowded, long sweeps) implements Placing {}

    /** There was a sweep since the purchase's ledger was looked for: look again. */
    record LookAgain(long sweeps) implements Placing {}

    /**
     * Counts a purchase unless it is counted.
     *
     * @param sweepsSeen a number of sweeps seen before it was found that the purchase has no ledger. As long as it
     *     stands, a purchase that was counted is either remembered here or has had a ledger then
     */
    static Decision<Turnover, Void, Placing> place(
            @Nullable Turnover known, Key key, String purchaseId, long minorUnits, long sweepsSeen) {
        Turnover turnover = known == null ? new Turnover(key, 0, 0, List.of()) : known;
        Optional<Counted> counted = turnover.find(purchaseId);
        if (counted.isPresent()) {
            return Decision.unchanged(new Placed(counted.get().before(), false, turnover.sweeps));
        }
        if (turnover.sweeps != sweepsSeen) {
            return Decision.unchanged(new LookAgain(turnover.sweeps));
        }
        Turnover next = turnover.with(new Counted(purchaseId, minorUnits, turnover.total));
        return Decision.accepted(next, List.of(), new Placed(turnover.total, next.isCrowded(), turnover.sweeps));
    }

    private Optional<Counted> find(String purchaseId) {
        return lately.stream()
                .filter(counted -> counted.purchaseId().equals(purchaseId))
                .findFirst();
    }

    private Turnover with(Counted counted) {
        List<Counted> more = new ArrayList<>(lately);
        more.add(counted);
        return new Turnover(key, Math.addExact(total, counted.minorUnits()), sweeps, more);
    }

    private boolean isCrowded() {
        return lately.size() >= CROWD && (lately.size() - CROWD) % CROWD_GROWTH == 0;
    }

    /** Forgets purchases whose ledger is there. */
    Turnover swept(Set<String> booked) {
        List<Counted> kept = new ArrayList<>(lately);
        return kept.removeIf(counted -> booked.contains(counted.purchaseId()))
                ? new Turnover(key, total, sweeps + 1, kept)
                : this;
    }
}
