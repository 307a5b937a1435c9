package io.coinslot.simulators.fault;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong at a market until it is taken back. Shares are from 0 (never) to 1 (always).
 *
 * @param latencyMillis added before every answer
 * @param errorRate share of requests answered with the error and not carried out
 * @param errorStatus the status of that error
 * @param errorPage whether that error is a front server's page, and not in the market's own words
 * @param errorAfterCommit share of changing requests that are carried out and answered with the error all the same
 * @param timeoutAfterCommit share of changing requests that are carried out and never answered
 * @param hang share of requests neither carried out nor answered
 * @param holdMillis how long an unanswered request is held open; 0 breaks its connection at once
 * @param drip share of requests that are carried out and answered byte by byte
 * @param dripMillis how long the next byte of such an answer takes
 * @param pathContains only requests whose path contains this text go wrong
 * @param limit how many requests go wrong before the market is well again, 0 for no limit
 * @param duplicateNotifications share of notifications sent twice
 * @param reorder share of notifications that others may overtake
 * @param notificationLatencyMillis how much later notifications leave
 * @param notifications whether notifications are sent at all
 * @param until when, by the real clock, all this ends by itself
 */
public record Faults(
        int latencyMillis,
        double errorRate,
        int errorStatus,
        boolean errorPage,
        double errorAfterCommit,
        double timeoutAfterCommit,
        double hang,
        int holdMillis,
        double drip,
        int dripMillis,
        String pathContains,
        int limit,
        double duplicateNotifications,
        double reorder,
        int notificationLatencyMillis,
        boolean notifications,
        @Nullable Instant until) {
    /** Nothing goes wrong. */
    public static final Faults NONE = new Faults(0, 0, 503, false, 0, 0, 0, 60_000, 0, 500, "", 0, 0, 0, 0, true, null);

    boolean disturbsRequests() {
        return latencyMillis > 0
                || errorRate > 0
                || errorAfterCommit > 0
                || timeoutAfterCommit > 0
                || hang > 0
                || drip > 0;
    }
}
