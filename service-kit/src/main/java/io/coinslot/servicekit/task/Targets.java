package io.coinslot.servicekit.task;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The outside parties that tasks call: each has a circuit breaker and a bulkhead of its own, so that an ill one slows
 * nobody else.
 */
public final class Targets {
    private static final Duration LEFT_ALONE = Duration.ofSeconds(5);

    private static final Duration SOONEST_TURN = Duration.ofMinutes(1);
    private static final Duration LATEST_TURN = Duration.ofMinutes(15);
    private static final Duration BETWEEN_TURNS = Duration.ofMillis(10);

    private final Duration leftAlone;
    private final CircuitBreakerRegistry breakers;
    private final Map<String, Semaphore> bulkheads = new ConcurrentHashMap<>();
    /** The last turn that was given away. */
    private final Map<String, Instant> turns = new ConcurrentHashMap<>();

    /** Leaves a target alone for five seconds after its breaker opened. */
    public Targets() {
        this(LEFT_ALONE);
    }

    /** Leaves a target alone for this long after its breaker opened. */
    public Targets(Duration leftAlone) {
        this.leftAlone = leftAlone;
        breakers = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(40)
                .minimumNumberOfCalls(20)
                .failureRateThreshold(60)
                .slowCallDurationThreshold(Duration.ofSeconds(8))
                .slowCallRateThreshold(80)
                .waitDurationInOpenState(leftAlone)
                .permittedNumberOfCallsInHalfOpenState(5)
                .build());
    }

    /** How long a target is left alone after its breaker opened. */
    public Duration leftAlone() {
        return leftAlone;
    }

    /** Whether calls to the target are let through at the moment, for those who may choose another one. */
    public boolean available(String target) {
        return breakers.find(target)
                .map(breaker -> breaker.getState() != CircuitBreaker.State.OPEN)
                .orElse(true);
    }

    /**
     * Whether a call could not begin soon: the breaker lets nobody through, or as many calls wait already as are made at
     * once.
     */
    public boolean mustWait(String target, int concurrency) {
        return !letsThrough(target) || bulkhead(target, concurrency).getQueueLength() >= concurrency;
    }

    /** How many calls could begin now; of a target that is being tried after it was ill, one after the other. */
    public int room(String target, int concurrency) {
        if (!letsThrough(target)) {
            return 0;
        }
        int free = bulkhead(target, concurrency).availablePermits();
        return breaker(target).getState() == CircuitBreaker.State.CLOSED ? free : Math.min(1, free);
    }

    /** Asks as a call would: only then a breaker that is open finds that its time is over. */
    private boolean letsThrough(String target) {
        CircuitBreaker breaker = breaker(target);
        if (!breaker.tryAcquirePermission()) {
            return false;
        }
        breaker.releasePermission();
        return true;
    }

    /**
     * When one more of those that wait for a target is to be looked at again, if nothing is heard of the target before: a
     * hundred a second, each at least a minute and at most a quarter of an hour from now.
     */
    public Instant turn(String target, Instant now) {
        Instant soonest = now.plus(SOONEST_TURN);
        Instant latest = now.plus(LATEST_TURN);
        Instant next = turns.merge(target, soonest, (last, alone) -> {
            Instant behind = last.plus(BETWEEN_TURNS);
            Instant later = behind.isBefore(alone) ? alone : behind;
            return later.isAfter(latest) ? latest : later;
        });
        // So many wait that turns cannot be a hundredth of a second apart: they are spread over the later half.
        return next.equals(latest)
                ? latest.minusMillis(ThreadLocalRandom.current().nextLong(LATEST_TURN.toMillis() / 2))
                : next;
    }

    /**
     * Hears of breakers that turn, on the thread of the call that turned them: be quick. A target is called ill again
     * each time that trying it failed, and well once enough tries were answered.
     */
    public interface Watcher {
        void ill(String target);

        void well(String target);
    }

    /** Has someone told of each breaker that turns from now on. */
    public void watch(Watcher watcher) {
        breakers.getEventPublisher().onEntryAdded(added -> watch(added.getAddedEntry(), watcher));
        breakers.getAllCircuitBreakers().forEach(breaker -> watch(breaker, watcher));
    }

    private static void watch(CircuitBreaker breaker, Watcher watcher) {
        breaker.getEventPublisher().onStateTransition(turn -> {
            switch (turn.getStateTransition().getToState()) {
                case OPEN -> watcher.ill(breaker.getName());
                case CLOSED -> watcher.well(breaker.getName());
                case HALF_OPEN, DISABLED, METRICS_ONLY, FORCED_OPEN -> {
                    // Nothing is known anew.
                }
            }
        });
    }

    /** Every breaker there is, for metrics. */
    public CircuitBreakerRegistry breakers() {
        return breakers;
    }

    /** The breaker of a target; made when it is first asked for. */
    public CircuitBreaker breaker(String target) {
        return breakers.circuitBreaker(target);
    }

    /** The bulkhead of a target; made when it is first asked for. */
    public Semaphore bulkhead(String target, int concurrency) {
        return bulkheads.computeIfAbsent(target, name -> new Semaphore(concurrency, true));
    }
}
