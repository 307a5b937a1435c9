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
        @Nullable Instant finishedAt) {
    public Settlement {
        totals = List.copyOf(totals);
    }

    static Settlement requested(
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
                null);
    }

    /** As it was when it was asked for. */
    Settlement asRequested() {
        return requested(settlementId, serviceId, requestFingerprint, new Period(scope, userId, from, to), asOf);
    }

    /** What is asked for. */
    record Period(Scope scope, @Nullable String userId, Instant from, Instant to) {}

    Settlement ready(List<Total> sums, long entries, Instant at) {
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
                sums,
                entries,
                null,
                at);
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
                at);
    }

    /** The end of what it covers, exclusive. */
    Instant coversUntil() {
        return to.isBefore(asOf) ? to : asOf;
    }

    boolean covers(Instant bookedAt) {
        return !bookedAt.isBefore(from) && bookedAt.isBefore(coversUntil());
    }
}
