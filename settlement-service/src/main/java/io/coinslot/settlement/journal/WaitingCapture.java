package io.coinslot.settlement.journal;

import java.time.Instant;
import org.joda.money.Money;

/**
 * A capture that is not booked, since no fee is known for it.
 *
 * @param since when it was first tried
 * @param reason what is missing, and how it is mended
 */
public record WaitingCapture(
        String purchaseId,
        String serviceId,
        String market,
        Money captured,
        Instant capturedAt,
        Instant since,
        String reason) {}
