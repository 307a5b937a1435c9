package io.coinslot.settlement.statement;

import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Task;
import io.coinslot.servicekit.aggregate.TaskDraft;
import io.coinslot.servicekit.task.TaskHandler;
import io.coinslot.settlement.journal.BookingTerms;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Adds the entries of a settlement up. */
public final class DrawUpTask implements TaskHandler<Settlement, Settlement> {
    private static final Logger LOG = LoggerFactory.getLogger(DrawUpTask.class);
    private static final String KIND = "draw-up";

    private final StatementEntries entries;
    private final Clock clock;

    public DrawUpTask(StatementEntries entries, Clock clock) {
        this.entries = entries;
        this.clock = clock;
    }

    /** Not before every entry is written that it covers: at once, where the end of its period is long past. */
    static TaskDraft draft(Settlement asked, BookingTerms terms) {
        Instant complete = asked.coversUntil().plus(terms.untilAllIsWritten());
        return complete.isAfter(asked.asOf())
                ? TaskDraft.after(Duration.between(asked.asOf(), complete), KIND, KIND)
                : TaskDraft.now(KIND, KIND);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String target(Settlement state, Task task) {
        return "journal/" + state.serviceId();
    }

    @Override
    public Outcome<Settlement, Settlement> run(String aggregateId, Settlement state, Task task) {
        Sums sums = Sums.of(state, entries);
        return new Done<>(known -> published(known.ready(sums, now())));
    }

    @Override
    public Function<Settlement, Decision<Settlement, Settlement, Void>> abandoned(
            String aggregateId, Task task, @Nullable Exception lastFailure) {
        LOG.error("Settlement {} could not be drawn up", aggregateId, lastFailure);
        return known -> published(known.failed("The journal could not be read; ask for the settlement again", now()));
    }

    @SuppressWarnings("NullAway") // Void has no value but null.
    private static Decision<Settlement, Settlement, Void> published(Settlement finished) {
        return Decision.accepted(finished, List.of(finished), null);
    }

    @Override
    public Duration lease() {
        return Duration.ofMinutes(2);
    }

    /** However many entries there are: it is done by one process, and not begun again and again by the next. */
    @Override
    public Duration longestRun() {
        return Duration.ofHours(12);
    }

    /** Of one service in one process: others' statements do not wait for its long ones. */
    @Override
    public int concurrencyPerTarget() {
        return 2;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
