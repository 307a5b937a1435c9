package io.coinslot.catalog.republication;

import io.coinslot.servicekit.aggregate.Aggregates;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.aggregate.TaskDraft;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Has all states told anew, one time after the other. */
final class Republications {
    private static final String ID = "catalog";

    private final Aggregates<Republication, Void> aggregates;
    private final Clock clock;

    Republications(Aggregates<Republication, Void> aggregates, Clock clock) {
        this.aggregates = aggregates;
        this.clock = clock;
    }

    /** Starts one, or tells of the one that is under way. */
    Republication start(String operator, String reason) {
        Republication fresh = Republication.requested(clock.instant().truncatedTo(ChronoUnit.MILLIS), operator, reason);
        return aggregates
                .<Republication>handleAndWait(
                        ID,
                        known -> known != null && known.status() == Republication.Status.RUNNING
                                ? Decision.unchanged(known)
                                : Decision.<Republication, Void, Republication>accepted(fresh, List.of(), fresh)
                                        .starting(TaskDraft.after(Duration.ZERO, TellTask.KIND, TellTask.KIND)))
                .result();
    }

    /** The last one, or null if there was none. */
    @Nullable
    Republication last() {
        Stored<Republication> stored = aggregates.find(ID);
        return stored == null ? null : stored.state();
    }
}
