package io.coinslot.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A payment that is in no statement yet.
 *
 * @param transactionId of a payment for a purchase that another one had paid; null for the purchase's own
 * @param since when it was first tried
 * @param reason what is missing, and how it is mended
 */
public record UnbookedCapture(
        String purchaseId,
        @Nullable String transactionId,
        Market market,
        Money captured,
        Instant capturedAt,
        Instant since,
        String reason) {}
