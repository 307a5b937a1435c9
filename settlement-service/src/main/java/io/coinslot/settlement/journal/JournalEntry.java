package io.coinslot.settlement.journal;

import java.time.Instant;
import java.util.List;

/**
 * A balanced posting.
 *
 * @param entryId the id of the event that caused it: one entry per event
 * @param occurredAt when it happened, as the event says
 * @param bookedAt when it was booked here: decides which period it belongs to
 */
public record JournalEntry(String entryId, EntryKind kind, Instant occurredAt, Instant bookedAt, List<Line> lines) {
    public JournalEntry {
        lines = List.copyOf(lines);
    }
}
