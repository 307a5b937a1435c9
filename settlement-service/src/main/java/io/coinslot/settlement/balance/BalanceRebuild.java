package io.coinslot.settlement.balance;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The last time that all balances were made anew from the ledgers.
 *
 * @param asOf what is booked before it is added up from the ledgers, what is booked since comes from the topic
 * @param requestedBy the client that an administrator used
 * @param balances how many were rebuilt
 */
public record BalanceRebuild(
        Status status,
        Instant asOf,
        Instant requestedAt,
        String requestedBy,
        String reason,
        @Nullable Instant finishedAt,
        long balances) {
    /** How far it is. */
    public enum Status {
        /** What is booked since asOf waits. */
        RUNNING,
        DONE,
        /** It was tried often and is to be started again; what is booked since asOf waits until then. */
        FAILED
    }

    static BalanceRebuild requested(Instant asOf, Instant at, String by, String reason) {
        return new BalanceRebuild(Status.RUNNING, asOf, at, by, reason, null, 0);
    }

    BalanceRebuild ended(Status as, Instant at, long rebuilt) {
        return new BalanceRebuild(as, asOf, requestedAt, requestedBy, reason, at, rebuilt);
    }
}
