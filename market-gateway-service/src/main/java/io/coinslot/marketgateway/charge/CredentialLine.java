package io.coinslot.marketgateway.charge;

import io.coinslot.marketgateway.payment.PaymentOrder;
import io.coinslot.servicekit.task.Targets;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The way to the card registry. Whoever charges waits for it on a place of the market's, so it has places and a circuit
 * breaker of its own, fewer than a market has, and nobody stands in line for long: a registry that hangs leaves the market
 * to those who need no card.
 */
public final class CredentialLine implements CardCredentials {
    static final String TARGET = "card-registry";
    static final int CONCURRENCY = 32;
    private static final int MOST_WAITING = 8;

    private final CardCredentials registry;
    private final Targets targets;
    private final Duration untilATurn;

    /** @param untilATurn how long one waits for a place at most */
    public CredentialLine(CardCredentials registry, Targets targets, Duration untilATurn) {
        this.registry = registry;
        this.targets = targets;
        this.untilATurn = untilATurn;
    }

    @Override
    public CardCredential obtain(PaymentOrder order) throws CredentialFailure {
        Semaphore places = targets.bulkhead(TARGET, CONCURRENCY);
        if (!isTaken(places)) {
            throw CredentialFailure.notNow("too many wait for the card registry");
        }
        try {
            return behindBreaker(targets.breaker(TARGET), order);
        } finally {
            places.release();
        }
    }

    private boolean isTaken(Semaphore places) throws CredentialFailure {
        try {
            return places.getQueueLength() < MOST_WAITING
                    && places.tryAcquire(untilATurn.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CredentialFailure.notNow("interrupted while waiting for a turn");
        }
    }

    private CardCredential behindBreaker(CircuitBreaker breaker, PaymentOrder order) throws CredentialFailure {
        if (!breaker.tryAcquirePermission()) {
            throw CredentialFailure.notNow("the card registry is left alone for a while");
        }
        long startNanos = System.nanoTime();
        // A permission that is not reported back is lost.
        try {
            CardCredential credential = registry.obtain(order);
            breaker.onSuccess(System.nanoTime() - startNanos, TimeUnit.NANOSECONDS);
            return credential;
        } catch (CredentialFailure failure) {
            long nanos = System.nanoTime() - startNanos;
            if (failure.isOfIllness()) {
                breaker.onError(nanos, TimeUnit.NANOSECONDS, failure);
            } else {
                breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
            }
            throw failure;
        } catch (RuntimeException | Error e) {
            breaker.onError(System.nanoTime() - startNanos, TimeUnit.NANOSECONDS, e);
            throw e;
        }
    }
}
