package io.coinslot.servicekit.aggregate;

import org.jspecify.annotations.Nullable;

/** What became of one write of many, as far as the document that is stored afterwards tells. */
enum Fate {
    WRITTEN,
    /** Another writer came first: what was decided must be decided again. */
    NOT_WRITTEN,
    /** Others have written since, on top of it or instead of it. */
    COVERED;

    static Fate of(Stored<?> next, @Nullable Stored<?> now) {
        if (now == null || now.version() < next.version()) {
            return NOT_WRITTEN;
        }
        if (now.version() > next.version()) {
            return COVERED;
        }
        return now.writeId().equals(next.writeId()) ? WRITTEN : NOT_WRITTEN;
    }
}
