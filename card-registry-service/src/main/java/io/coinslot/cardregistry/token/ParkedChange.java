package io.coinslot.cardregistry.token;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change that the financial company was told of until it was given up, or that it refused though the token is as it was
 * to be here. Until an operator has the company told again or settles it with the company, the two do not agree: a deleted
 * token may live on there, and its card stays taken; one that is held back here may not be there; one that was to be let
 * go stays held back.
 *
 * @param change what was to be done; null, in documents of before anything else was parked, stands for a deletion
 * @param attempts how often the company was told
 * @param lastFailure the company's code for why it was not done the last time, or null
 */
public record ParkedChange(
        @Nullable TokenChange change,
        Suspender causedBy,
        String reasonCode,
        String reason,
        int attempts,
        @Nullable String lastFailure,
        Instant parkedAt) {
    @Override
    public TokenChange change() {
        return change == null ? TokenChange.DELETE : change;
    }

    boolean is(TokenChange what, Suspender by) {
        return change() == what && causedBy == by;
    }

    ChangeRequest request() {
        return new ChangeRequest(causedBy, reasonCode, reason, null);
    }
}
