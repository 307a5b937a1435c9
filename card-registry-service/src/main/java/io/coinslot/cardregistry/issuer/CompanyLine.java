package io.coinslot.cardregistry.issuer;

import io.coinslot.servicekit.task.Targets;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Calls of financial companies that somebody waits for. They take the places that a company's tasks leave, and have
 * some of their own, since tasks may queue for theirs; none is made while its breaker is open. Nobody waits long for a
 * turn, so that one company that hangs does not fill the places of this service.
 */
public final class CompanyLine {
    /** Nothing was asked of the company: it is ill, or too many wait for it. */
    public static final String ISSUER_BUSY = "ISSUER_BUSY";

    static final int CONCURRENCY = 64;
    /** Beside those of the tasks. */
    static final int OWN_PLACES = 16;

    private static final Duration UNTIL_A_TURN = Duration.ofSeconds(1);

    private final FinancialCompanies companies;
    private final Targets targets;

    public CompanyLine(FinancialCompanies companies, Targets targets) {
        this.companies = companies;
        this.targets = targets;
    }

    /** What is asked of a company. */
    public interface Call<T> {
        T of(FinancialCompany company) throws IssuerFailure;
    }

    /** @throws IssuerFailure as the call does, or because it cannot be made soon */
    public <T> T call(String issuerId, Call<T> call) throws IssuerFailure {
        String target = target(issuerId);
        CircuitBreaker breaker = targets.breaker(target);
        if (!breaker.tryAcquirePermission()) {
            throw busy();
        }
        breaker.releasePermission();
        Semaphore place = place(target);
        try {
            return behindBreaker(breaker, issuerId, call);
        } finally {
            place.release();
        }
    }

    private Semaphore place(String target) throws IssuerFailure {
        Semaphore tasks = targets.bulkhead(target, CONCURRENCY);
        if (tasks.tryAcquire()) {
            return tasks;
        }
        Semaphore own = targets.bulkhead(target + ":line", OWN_PLACES);
        try {
            if (own.getQueueLength() < CONCURRENCY && own.tryAcquire(UNTIL_A_TURN.toMillis(), TimeUnit.MILLISECONDS)) {
                return own;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IssuerFailure(IssuerFailure.Kind.RETRY_LATER, "INTERRUPTED", null, e);
        }
        throw busy();
    }

    private <T> T behindBreaker(CircuitBreaker breaker, String issuerId, Call<T> call) throws IssuerFailure {
        if (!breaker.tryAcquirePermission()) {
            throw busy();
        }
        long startNanos = System.nanoTime();
        // A permission that is not reported back is lost.
        try {
            T answer = call.of(companies.get(issuerId));
            breaker.onSuccess(System.nanoTime() - startNanos, TimeUnit.NANOSECONDS);
            return answer;
        } catch (IssuerFailure failure) {
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

    private static IssuerFailure busy() {
        return new IssuerFailure(IssuerFailure.Kind.RETRY_LATER, ISSUER_BUSY, null, null);
    }

    /** What tasks and whoever waits call the company alike. */
    public static String target(String issuerId) {
        return "issuer:" + issuerId;
    }
}
