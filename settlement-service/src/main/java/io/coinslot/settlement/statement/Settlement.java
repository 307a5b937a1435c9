package io.coinslot.settlement.statement;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement over the entries that were booked in a period.
 *
 * @param requestFingerprint tells whether a repeated request asks for the same
 * @param userId the user, in the scope USER
 * @param from inclusive
 * @param to exclusive
 * @param asOf when it was asked for: entries booked later are not in it, even if the period ends later
 * @param entryCount how many entries the totals are made of
 * @param finishedAt when it became READY or FAILED
 * @param debts what its users owe, per currency; null in documents of an older version
 */
public record Settlement(
        String settlementId,
        String serviceId,
        String requestFingerprint,
        Scope scope,
        @Nullable String userId,
        Instant from,
        Instant to,
        Instant asOf,
        Status status,
        List<Total> totals,
        long entryCount,
        @Nullable String failure,
        @Nullable Instant finishedAt,
        @Nullable List<Debt> debts) {
    public Settlement {
        totals = List.copyOf(totals);
        debts = debts == null ? null : List.copyOf(debts);
    }

    public static Settlement requested(
            String settlementId, String serviceId, String fingerprint, Period period, Instant asOf) {
        return new Settlement(
                settlementId,
                serviceId,
                fingerprint,
                period.scope(),
                period.userId(),
                period.from(),
                period.to(),
                asOf,
                Status.PENDING,
                List.of(),
                0,
                null,
                null,
                List.of());
    }

    /** As it was when it was asked for. */
    public Settlement asRequested() {
        return requested(settlementId, serviceId, requestFingerprint, new Period(scope, userId, from, to), asOf);
    }

    /** What is asked for. */
    public record Period(Scope scope, @Nullable String userId, Instant from, Instant to) {}

    Settlement ready(Sums sums, Instant at) {
        return new Settlement(
                settlementId,
                serviceId,
                requestFingerprint,
                scope,
                userId,
                from,
                to,
                asOf,
                Status.READY,
                sums.totals(),
                sums.entries(),
                null,
                at,
                sums.debts());
    }

    Settlement failed(String reason, Instant at) {
        return new Settlement(
                settlementId,
                serviceId,
                requestFingerprint,
                scope,
                userId,
                from,
                to,
                asOf,
                Status.FAILED,
                List.of(),
                0,
                reason,
                at,
                List.of());
    }

    /** As it is told to whoever asked for it: 1 while it is pending, 2 once it is drawn up or has failed. */
    public long version() {
        return status == Status.PENDING ? 1 : 2;
    }

    /** What its users owe; none where an older version did not tell. */
    public List<Debt> knownDebts() {
        return debts == null ? List.of() : debts;
    }

    /** The end of what it covers, exclusive. */
    public Instant coversUntil() {
        return to.isBefore(asOf) ? to : asOf;
    }

    /** Debts of before this time are carried forward. */
    public Instant carriesForwardUntil() {
        return from.isBefore(coversUntil()) ? from : coversUntil();
    }

    public boolean covers(Instant bookedAt) {
        return !bookedAt.isBefore(from) && bookedAt.isBefore(coversUntil());
    }
}
