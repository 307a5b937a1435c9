package io.coinslot.settlement.balance;

import io.coinslot.servicekit.aggregate.Aggregates;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.aggregate.TaskDraft;
import io.coinslot.settlement.journal.BookingTerms;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Has all balances made anew from the ledgers, one time after the other. */
public final class BalanceRebuilds {
    private static final String ID = "balances";

    private final Aggregates<BalanceRebuild, Void> aggregates;
    private final BookingTerms terms;
    private final Clock clock;

    public BalanceRebuilds(Aggregates<BalanceRebuild, Void> aggregates, BookingTerms terms, Clock clock) {
        this.aggregates = aggregates;
        this.terms = terms;
        this.clock = clock;
    }

    /** Starts a rebuild, or tells of the one that is under way. */
    public BalanceRebuild start(String operator, String reason) {
        return aggregates
                .<BalanceRebuild>handleAndWait(
                        ID,
                        known -> known != null && known.status() == BalanceRebuild.Status.RUNNING
                                ? Decision.unchanged(known)
                                : started(known, operator, reason))
                .result();
    }

    /**
     * The time lies so far ahead that everybody knows of it before anything is booked at it: then no entry of that time
     * or later is taken for done that may be missing in what is rebuilt. The ledgers are read once all is written that
     * was booked before it.
     */
    private Decision<BalanceRebuild, Void, BalanceRebuild> started(
            @Nullable BalanceRebuild last, String operator, String reason) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant asOf = now.plus(terms.untilAllIsWritten());
        if (last != null && !asOf.isAfter(last.asOf())) {
            asOf = last.asOf().plusMillis(1);
        }
        BalanceRebuild fresh = BalanceRebuild.requested(asOf, now, operator, reason);
        Duration delay = Duration.between(now, asOf.plus(terms.untilAllIsWritten()));
        return Decision.<BalanceRebuild, Void, BalanceRebuild>accepted(fresh, List.of(), fresh)
                .starting(TaskDraft.after(delay, RebuildTask.KIND, RebuildTask.KIND));
    }

    /** The last one, or null if there was none. */
    @Nullable
    public BalanceRebuild last() {
        Stored<BalanceRebuild> stored = aggregates.find(ID);
        return stored == null ? null : stored.state();
    }
}
