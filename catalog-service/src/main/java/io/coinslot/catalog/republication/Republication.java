package io.coinslot.catalog.republication;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The last time that all states of the catalog were told anew.
 *
 * @param requestedBy the client that an administrator used
 * @param services how many were told
 * @param products how many were told
 */
public record Republication(
        Status status,
        Instant requestedAt,
        String requestedBy,
        String reason,
        @Nullable Instant finishedAt,
        long services,
        long products) {
    /** How far it is. */
    public enum Status {
        RUNNING,
        /** The broker has acknowledged all of them. */
        DONE,
        /** It was tried often and is to be started again. */
        FAILED
    }

    static Republication requested(Instant at, String by, String reason) {
        return new Republication(Status.RUNNING, at, by, reason, null, 0, 0);
    }

    Republication ended(Status as, Instant at, long toldServices, long toldProducts) {
        return new Republication(as, requestedAt, requestedBy, reason, at, toldServices, toldProducts);
    }
}
