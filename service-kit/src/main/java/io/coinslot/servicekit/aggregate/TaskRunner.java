package io.coinslot.servicekit.aggregate;

import io.coinslot.servicekit.crash.CrashPoint;
import io.coinslot.servicekit.task.Targets;
import io.coinslot.servicekit.task.TaskHandler;
import io.coinslot.servicekit.task.TaskHandler.Done;
import io.coinslot.servicekit.task.TaskHandler.Outcome;
import io.coinslot.servicekit.task.TaskHandler.TryAgain;
import io.coinslot.servicekit.trace.Causes;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the tasks this process has taken, on virtual threads, and records what came of them. */
final class TaskRunner<S, E> {
    private static final Logger LOG = LoggerFactory.getLogger(TaskRunner.class);

    private static final Duration UNTIL_ANOTHER_TURN = Duration.ofSeconds(1);

    private final AggregateEngine<S, E> engine;
    private final TaskPlan<S, E> plan;
    private final Targets targets;
    private final TaskLines<S, E> lines;
    private final ScheduledExecutorService timer;
    private final Duration longestTimer;
    /** What was said once is not said with each sweep. */
    private final Set<String> unknownKinds = ConcurrentHashMap.newKeySet();

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** @param longestTimer tasks that wait longer are left to the sweeper, so that timers stay few */
    TaskRunner(
            AggregateEngine<S, E> engine,
            TaskPlan<S, E> plan,
            Targets targets,
            ScheduledExecutorService timer,
            Duration longestTimer) {
        this.engine = engine;
        this.plan = plan;
        this.targets = targets;
        this.lines = new TaskLines<>(engine, plan, targets);
        this.timer = timer;
        this.longestTimer = longestTimer;
    }

    /** A document was written: runs the tasks that were taken with it and sets timers for those that wait. */
    void written(Stored<S> document, List<Task> touched) {
        for (Task task : touched) {
            if (!document.tasks().contains(task)) {
                continue;
            }
            if (task.taken()) {
                threads.execute(() -> run(document, task));
            } else {
                takeInTime(document, task);
            }
        }
    }

    private void takeInTime(Stored<S> document, Task task) {
        Duration wait = Duration.between(plan.now(), task.visibleAt());
        if (wait.compareTo(longestTimer) <= 0) {
            String id = document.id();
            String target = targetIfKnown(document, task);
            timer.schedule(() -> take(id, task, target), Math.max(1, wait.toMillis()), TimeUnit.MILLISECONDS);
        }
    }

    /** Takes those that have waited until their targets can be called. Called again and again. */
    void letThrough() {
        lines.letThrough();
    }

    /**
     * Takes a task if it is visible; the write that takes it starts it. If its target cannot be called now, it is put off.
     *
     * @return whether something was written
     */
    private CompletionStage<Boolean> take(String id, Task task, @Nullable String target) {
        if (target != null && lines.mustWait(target, task)) {
            return lines.putOff(id, task, target);
        }
        return engine.operate(id, plan.taking(task.taskId()), false).handle((taken, failure) -> {
            if (failure != null) {
                LOG.warn(
                        "Task {} of {} was not taken; the sweeper will try again: {}",
                        task.taskId(),
                        id,
                        Causes.brief(failure),
                        unexpected(failure));
            }
            return failure == null && taken.result();
        });
    }

    /** Null if it cannot be told whom the task calls: what comes of that is found out when it is run. */
    private @Nullable String targetIfKnown(Stored<S> document, Task task) {
        try {
            return plan.handler(task.kind()).target(document.state(), task);
        } catch (RuntimeException e) {
            return null;
        }
    }

    private void run(Stored<S> document, Task task) {
        try {
            TaskHandler<S, E> handler = plan.handler(task.kind());
            String target = target(document, task, handler);
            if (target == null) {
                return;
            }
            Semaphore bulkhead = targets.bulkhead(target, handler.concurrencyPerTarget());
            if (!bulkhead.tryAcquire(spare(task, handler).toMillis(), TimeUnit.MILLISECONDS)) {
                lines.giveBack(document.id(), new Lease(task), target);
                return;
            }
            try {
                runBehindBreaker(document, task, handler, target);
            } finally {
                bulkhead.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            // The lease ends and the task is taken up again.
            LOG.error("Task {} of {} could not be run", task.taskId(), document.id(), e);
        }
    }

    /** Whom the task calls. If that cannot be told, it has failed like one that was called in vain, and null is returned. */
    private @Nullable String target(Stored<S> document, Task task, TaskHandler<S, E> handler) {
        try {
            return handler.target(document.state(), task);
        } catch (RuntimeException e) {
            record(
                    document.id(),
                    task,
                    operation(document.id(), new Lease(task), handler, new TryAgain<>(null, e, null)));
            return null;
        }
    }

    private void runBehindBreaker(Stored<S> document, Task task, TaskHandler<S, E> handler, String target) {
        Lease lease = new Lease(task);
        if (spare(task, handler).isNegative()) {
            // The target was not called, so the attempt does not count.
            Task waiting = task.untriedUntil(plan.now().plus(TaskPlan.jittered(UNTIL_ANOTHER_TURN)));
            record(document.id(), task, plan.releasing(lease, waiting));
            return;
        }
        CircuitBreaker breaker = targets.breaker(target);
        if (!breaker.tryAcquirePermission()) {
            lines.giveBack(document.id(), lease, target);
            return;
        }
        long startNanos = System.nanoTime();
        Outcome<S, E> outcome;
        try (LeaseRenewal<S, E> renewal = new LeaseRenewal<>(engine, plan, document.id(), lease)) {
            renewal.start(timer);
            outcome = handler.run(document.id(), document.state(), task);
        } catch (Exception e) {
            outcome = new TryAgain<>(null, e, null);
        } catch (Error e) {
            // A permission of the breaker that is not reported back is lost.
            outcome = new TryAgain<>(null, new IllegalStateException("the attempt ended with an error", e), null);
        }
        CrashPoint.AFTER_CALL.passed();
        report(breaker, handler, outcome, System.nanoTime() - startNanos);
        record(document.id(), task, operation(document.id(), lease, handler, outcome));
    }

    /** How long a task may wait for its turn: half of the lease is for the call. Negative if it may not start now. */
    private Duration spare(Task task, TaskHandler<S, E> handler) {
        return Duration.between(plan.now(), task.visibleAt())
                .minus(handler.lease().dividedBy(2));
    }

    /** What is expected to outlast its lease says nothing of its target by its length. */
    private static boolean mayBeLong(TaskHandler<?, ?> handler) {
        return handler.longestRun().compareTo(handler.lease()) > 0;
    }

    private static <S, E> void report(
            CircuitBreaker breaker, TaskHandler<S, E> handler, Outcome<S, E> outcome, long nanos) {
        if (outcome instanceof TryAgain<S, E> again
                && again.failure() != null
                && handler.countsAgainstTarget(again.failure())) {
            breaker.onError(nanos, TimeUnit.NANOSECONDS, again.failure());
        } else {
            breaker.onSuccess(mayBeLong(handler) ? 0 : nanos, TimeUnit.NANOSECONDS);
        }
    }

    private Operation<S, E, Boolean> operation(
            String id, Lease lease, TaskHandler<S, E> handler, Outcome<S, E> outcome) {
        Task task = lease.task();
        return switch (outcome) {
            case Done<S, E> done -> plan.ending(lease, done.decide());
            case TryAgain<S, E> again
            when task.attempt() >= handler.maxAttempts() ->
                plan.ending(lease, handler.abandoned(id, task, again.failure()));
            case TryAgain<S, E> again -> {
                logFailure(id, task, again.failure());
                Duration delay =
                        again.delay() == null ? TaskPlan.jittered(handler.backoff(task.attempt())) : again.delay();
                yield plan.retrying(lease, delay, again.decide());
            }
        };
    }

    private static void logFailure(String id, Task task, @Nullable Exception failure) {
        if (failure != null) {
            LOG.warn("Task {} of {} failed at attempt {}: {}", task.taskId(), id, task.attempt(), failure.toString());
        }
    }

    /** Records what came of a task. If the store is away, the lease ends and another attempt follows. */
    private void record(String id, Task task, Operation<S, E, Boolean> operation) {
        engine.operate(id, operation, false).whenComplete((recorded, failure) -> {
            if (failure != null) {
                LOG.error(
                        "What came of task {} of {} was not recorded: {}",
                        task.taskId(),
                        id,
                        Causes.brief(failure),
                        unexpected(failure));
            } else if (!recorded.result()) {
                LOG.info("Task {} of {} was taken over; this attempt's result is dropped", task.taskId(), id);
            }
        });
    }

    /** What deserves its stack trace: the store's absence does not, as every task meets it alike. */
    private static @Nullable Throwable unexpected(Throwable failure) {
        return failure instanceof AggregateStore.StoreUnavailable ? null : failure;
    }

    /**
     * Takes or puts off the visible tasks of documents that the sweeper has found; of a kind that no handler does it says
     * so. Returns when the store has answered.
     *
     * @return whether anything was written
     */
    boolean sweep(List<Stored<S>> found, Instant now) {
        List<CompletableFuture<Boolean>> written = new ArrayList<>();
        for (Stored<S> document : found) {
            for (Task task : document.tasks()) {
                if (task.visibleAt().isAfter(now)) {
                    continue;
                }
                if (plan.knows(task.kind())) {
                    written.add(take(document.id(), task, targetIfKnown(document, task))
                            .toCompletableFuture());
                } else if (unknownKinds.add(task.kind())) {
                    LOG.error(
                            "Tasks of the kind {} are left for a release that knows it, such as {} of {}",
                            task.kind(),
                            task.taskId(),
                            document.id());
                }
            }
        }
        return written.stream().filter(CompletableFuture::join).count() > 0;
    }
}
