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
    /** How long a target is left alone after its breaker opened. */
    public static final Duration OPEN = Duration.ofSeconds(5);

    private final CircuitBreakerRegistry breakers;
    private final Map<String, Semaphore> bulkheads = new ConcurrentHashMap<>();

    public Targets() {
        breakers = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(40)
                .minimumNumberOfCalls(20)
                .failureRateThreshold(60)
                .slowCallDurationThreshold(Duration.ofSeconds(8))
                .slowCallRateThreshold(80)
                .waitDurationInOpenState(OPEN)
                .permittedNumberOfCallsInHalfOpenState(5)
                .build());
    }

    /** Whether calls to the target are let through at the moment, for those who may choose another one. */
    public boolean available(String target) {
        return breakers.find(target)
                .map(breaker -> breaker.getState() != CircuitBreaker.State.OPEN)
                .orElse(true);
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
