package io.coinslot.cardregistry.token;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A deletion that the financial company was told of until it was given up. The token may live on there, and its card stays
 * taken, until an operator has the company told again or settles it with the company.
 *
 * @param attempts how often the company was told
 * @param lastFailure the company's code for why it was not done the last time, or null
 */
public record ParkedDeletion(
        Suspender causedBy,
        String reasonCode,
        String reason,
        int attempts,
        @Nullable String lastFailure,
        Instant parkedAt) {
    ChangeRequest request() {
        return new ChangeRequest(causedBy, reasonCode, reason, null);
    }
}
