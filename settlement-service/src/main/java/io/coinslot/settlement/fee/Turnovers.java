package io.coinslot.settlement.fee;

import io.coinslot.servicekit.aggregate.Aggregates;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.trace.Trace;
import io.coinslot.settlement.fee.Turnover.Counted;
import io.coinslot.settlement.fee.Turnover.Key;
import io.coinslot.settlement.fee.Turnover.LookAgain;
import io.coinslot.settlement.fee.Turnover.Placed;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Gives each purchase its place in the turnover of its year, once and for all: whoever asks again, in this process or
 * another, is told the same. The turnover and the ledger of a purchase are two documents; the number of sweeps that the
 * turnover remembers ties them together (see {@link Turnover#place}).
 */
public final class Turnovers {
    private static final int MOST_LOOKS = 1_000;

    private final Aggregates<Turnover, Void> turnovers;
    private final Function<Collection<String>, Set<String>> booked;
    private final Executor threads;
    private final Map<String, Long> sweepsSeen = new ConcurrentHashMap<>();

    /**
     * @param booked those of the purchases that have a ledger
     * @param threads on which to wait for the store
     */
    public Turnovers(
            Aggregates<Turnover, Void> turnovers, Function<Collection<String>, Set<String>> booked, Executor threads) {
        this.turnovers = turnovers;
        this.booked = booked;
        this.threads = threads;
    }

    /** The year's turnover before this purchase; nothing if the purchase turns out to be booked already. */
    CompletionStage<Optional<Long>> place(Key key, String purchaseId, long minorUnits) {
        CompletableFuture<Optional<Long>> place = new CompletableFuture<>();
        Trace trace = Trace.current();
        threads.execute(() -> {
            try {
                // What follows on the place belongs to the same trace.
                trace.call(() -> place.complete(find(key, purchaseId, minorUnits)));
            } catch (Exception | Error e) {
                place.completeExceptionally(e);
            }
        });
        return place;
    }

    /** The year's turnover as it stands; a place in it is not given by that. */
    long total(Key key) {
        Stored<Turnover> stored = turnovers.find(key.id());
        return stored == null ? 0 : stored.state().total();
    }

    private Optional<Long> find(Key key, String purchaseId, long minorUnits) {
        for (int look = 0; look < MOST_LOOKS; look++) {
            long seen = sweepsSeen.getOrDefault(key.id(), 0L);
            if (!booked.apply(List.of(purchaseId)).isEmpty()) {
                return Optional.empty();
            }
            Turnover.Placing placing = turnovers
                    .<Turnover.Placing>handleAndWait(
                            key.id(), known -> Turnover.place(known, key, purchaseId, minorUnits, seen))
                    .result();
            sweepsSeen.merge(key.id(), placing.sweeps(), Math::max);
            switch (placing) {
                case LookAgain again -> {}
                case Placed placed -> {
                    sweepIf(placed.crowded(), key);
                    return Optional.of(placed.before());
                }
            }
        }
        throw new IllegalStateException("the turnover " + key.id() + " is swept without end");
    }

    private void sweepIf(boolean crowded, Key key) {
        Stored<Turnover> stored = crowded ? turnovers.find(key.id()) : null;
        if (stored == null) {
            return;
        }
        Set<String> done = booked.apply(
                stored.state().lately().stream().map(Counted::purchaseId).toList());
        turnovers.<Boolean>handleAndWait(key.id(), known -> {
            Turnover next = known == null ? null : known.swept(done);
            return next == null || next.equals(known)
                    ? Decision.unchanged(false)
                    : Decision.accepted(next, List.of(), true);
        });
    }
}
