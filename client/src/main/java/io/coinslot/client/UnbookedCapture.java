package io.coinslot.client;

import java.time.Instant;

/**
 * A payment that is in no statement yet.
 *
 * @param since when it was first tried
 * @param reason what is missing, and how it is mended
 */
public record UnbookedCapture(
        String purchaseId, Market market, Money captured, Instant capturedAt, Instant since, String reason) {}
