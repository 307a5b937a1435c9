package io.coinslot.servicekit.aggregate;

import io.coinslot.servicekit.task.TaskHandler;
import io.coinslot.servicekit.trace.Causes;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renews the lease of an attempt while it is being made, for as long as its handler may run. */
final class LeaseRenewal<S, E> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseRenewal.class);

    private final AggregateEngine<S, E> engine;
    private final TaskPlan<S, E> plan;
    private final String id;
    private final Lease lease;
    private final Duration interval;
    private final Duration longest;
    private final long startNanos = System.nanoTime();
    private @Nullable ScheduledFuture<?> renewals;

    LeaseRenewal(AggregateEngine<S, E> engine, TaskPlan<S, E> plan, String id, Lease lease) {
        this.engine = engine;
        this.plan = plan;
        this.id = id;
        this.lease = lease;
        TaskHandler<S, E> handler = plan.handler(lease.task().kind());
        interval = handler.lease().dividedBy(2);
        longest = handler.longestRun();
    }

    void start(ScheduledExecutorService timer) {
        if (longest.compareTo(interval.multipliedBy(2)) > 0) {
            renewals = timer.scheduleAtFixedRate(
                    this::renew, interval.toMillis() / 2, interval.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void renew() {
        if (System.nanoTime() - startNanos > longest.toNanos()) {
            close();
            return;
        }
        engine.operate(id, plan.renewing(lease), false).whenComplete((held, failure) -> {
            if (failure != null) {
                LOG.warn(
                        "The lease of task {} of {} was not renewed; trying again: {}",
                        lease.task().taskId(),
                        id,
                        Causes.brief(failure));
            } else if (!held.result()) {
                close();
            }
        });
    }

    @Override
    public void close() {
        ScheduledFuture<?> running = renewals;
        if (running != null) {
            running.cancel(false);
        }
    }
}
