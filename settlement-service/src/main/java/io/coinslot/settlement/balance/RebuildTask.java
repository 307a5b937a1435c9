package io.coinslot.settlement.balance;

import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Task;
import io.coinslot.servicekit.task.TaskHandler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Adds every ledger up. What comes out depends on the ledgers alone, so it may be done again, and by two at once. */
public final class RebuildTask implements TaskHandler<BalanceRebuild, Void> {
    static final String KIND = "rebuild-balances";
    private static final Logger LOG = LoggerFactory.getLogger(RebuildTask.class);

    private final OrderedLedgers ledgers;
    private final Balances balances;
    private final Clock clock;

    public RebuildTask(OrderedLedgers ledgers, Balances balances, Clock clock) {
        this.ledgers = ledgers;
        this.balances = balances;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String target(BalanceRebuild state, Task task) {
        return "ledgers";
    }

    @Override
    public Outcome<BalanceRebuild, Void> run(String aggregateId, BalanceRebuild state, Task task) {
        long rebuilt = SumsOfLedgers.of(
                ledgers, state.asOf(), (holder, amounts) -> balances.rebuild(holder, state.asOf(), amounts));
        LOG.warn("{} balances are rebuilt as of {}", rebuilt, state.asOf());
        return new Done<>(known -> ended(known, BalanceRebuild.Status.DONE, rebuilt));
    }

    @Override
    public Function<BalanceRebuild, Decision<BalanceRebuild, Void, Void>> abandoned(
            String aggregateId, Task task, @Nullable Exception lastFailure) {
        LOG.error(
                "The balances could not be rebuilt; what is booked since waits until it is started again", lastFailure);
        return known -> ended(known, BalanceRebuild.Status.FAILED, 0);
    }

    @SuppressWarnings("NullAway") // Void has no value but null.
    private Decision<BalanceRebuild, Void, Void> ended(BalanceRebuild known, BalanceRebuild.Status as, long rebuilt) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return Decision.accepted(known.ended(as, now, rebuilt), List.of(), null);
    }

    @Override
    public Duration lease() {
        return Duration.ofMinutes(2);
    }

    /** However many ledgers there are: by one process, and not begun again and again by the next. */
    @Override
    public Duration longestRun() {
        return Duration.ofHours(12);
    }
}
