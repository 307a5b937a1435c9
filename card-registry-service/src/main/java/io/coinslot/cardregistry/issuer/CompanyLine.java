package io.coinslot.cardregistry.issuer;

import io.coinslot.servicekit.task.Targets;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Calls of financial companies that somebody waits for. They share the bounds of a company's tasks: so many at once, and
 * none while its breaker is open. Nobody waits long for a turn, so that one company that hangs does not fill the places
 * of this service.
 */
public final class CompanyLine {
    /** Nothing was asked of the company: it is ill, or too many wait for it. */
    public static final String ISSUER_BUSY = "ISSUER_BUSY";

    static final int CONCURRENCY = 64;
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
        if (targets.mustWait(target, CONCURRENCY)) {
            throw busy();
        }
        Semaphore bulkhead = targets.bulkhead(target, CONCURRENCY);
        try {
            if (!bulkhead.tryAcquire(UNTIL_A_TURN.toMillis(), TimeUnit.MILLISECONDS)) {
                throw busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IssuerFailure(IssuerFailure.Kind.RETRY_LATER, "INTERRUPTED", null, e);
        }
        try {
            return behindBreaker(targets.breaker(target), issuerId, call);
        } finally {
            bulkhead.release();
        }
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
