package io.coinslot.billing.card;

import io.coinslot.billing.catalog.ServiceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change of a token.
 *
 * @param version 1, 2 … within the token: what is older than what is known is no news
 * @param reason why it changed, such as SUSPECTED_FRAUD; null if nobody said
 */
public record TokenNews(
        String tokenUniqueReference,
        ServiceId serviceId,
        long version,
        CardState state,
        @Nullable String reason,
        Instant occurredAt) {

    /** Whether it is the first there is of its token, so that the token is most likely not known yet. */
    boolean isFirst() {
        return version == 1;
    }
}
