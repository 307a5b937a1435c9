package io.coinslot.settlement.balance;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is in a balance already.
 *
 * @param asOf entries booked before it, whatever the topic holds of them; null if it was never rebuilt
 * @param through the last offset of the partition that is in it besides; null for none
 */
public record Applied(@Nullable Instant asOf, @Nullable Long through) {
    public static final Applied NOTHING = new Applied(null, null);

    /** Whether it holds what was booked at that time, since it was rebuilt later. */
    public boolean holds(Instant bookedAt) {
        return asOf != null && bookedAt.isBefore(asOf);
    }

    public boolean isThrough(long offset) {
        return through != null && offset <= through;
    }
}
