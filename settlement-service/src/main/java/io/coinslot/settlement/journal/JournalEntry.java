package io.coinslot.settlement.journal;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A balanced posting.
 *
 * @param entryId the id of the event that caused it: one entry per event
 * @param occurredAt when it happened, as the event says
 * @param bookedAt when it was booked here: decides which period it belongs to
 * @param fee of a capture, or of a second one of which a fee is kept: how that came about; null on other entries, and on
 *     captures of before it was kept
 */
public record JournalEntry(
        String entryId,
        EntryKind kind,
        Instant occurredAt,
        Instant bookedAt,
        List<Line> lines,
        @Nullable FeeReckoning fee) {
    public JournalEntry {
        lines = List.copyOf(lines);
    }

    /** Credits less debits of an account, in minor units. */
    long credits(String account) {
        return lines.stream()
                .filter(line -> line.account().equals(account))
                .mapToLong(Line::signedMinorUnits)
                .sum();
    }
}
