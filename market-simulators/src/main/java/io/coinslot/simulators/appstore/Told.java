package io.coinslot.simulators.appstore;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A notification as it was told.
 *
 * @param transactionId what it is about, null for a test
 * @param claims what is signed, the same at each attempt
 */
record Told(
        String notificationId,
        String bundleId,
        String type,
        @Nullable String transactionId,
        long atMillis,
        ObjectNode claims) {}
