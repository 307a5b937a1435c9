package io.coinslot.servicekit.task;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * The outside parties that tasks call: each has a circuit breaker and a bulkhead of its own, so that an ill one slows
 * nobody else.
 */
public final class Targets {
    private static final Duration LEFT_ALONE = Duration.ofSeconds(5);

    private final Duration leftAlone;
    private final CircuitBreakerRegistry breakers;
    private final Map<String, Semaphore> bulkheads = new ConcurrentHashMap<>();

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
