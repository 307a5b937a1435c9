package io.coinslot.settlement.journal;

import java.time.Instant;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A capture that is not booked, since no fee is known for it.
 *
 * @param transactionId of a payment for a purchase that another one had paid; null for the purchase's own capture
 * @param since when it was first tried
 * @param reason what is missing, and how it is mended
 */
public record WaitingCapture(
        String purchaseId,
        @Nullable String transactionId,
        String serviceId,
        String market,
        Money captured,
        Instant capturedAt,
        Instant since,
        String reason) {

    /** Names it among all that wait. In the order of ids a purchase's captures follow each other. */
    public String id() {
        return idOf(purchaseId, transactionId);
    }

    /** The id of the capture of a purchase, or of a further payment for it. */
    public static String idOf(String purchaseId, @Nullable String transactionId) {
        return transactionId == null ? purchaseId : purchaseId + "/" + transactionId;
    }
}
