package io.coinslot.client;

import java.time.Instant;
import java.util.List;

/**
 * What was booked for one thing that happened to a purchase; debits equal credits.
 *
 * @param entryId the id of the event that caused it
 * @param kind such as CAPTURE, DELIVERY or REFUND
 */
public record JournalEntry(
        String entryId,
        String kind,
        String purchaseId,
        String userId,
        Market market,
        Instant occurredAt,
        Instant bookedAt,
        List<AccountAmount> lines) {

    public JournalEntry {
        lines = List.copyOf(lines);
    }
}
