package io.coinslot.cardregistry.token;

import io.coinslot.servicekit.aggregate.Decision;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Deletions that were given up, and what operators do about them. */
public final class ParkedSteps {
    private ParkedSteps() {}

    /** The financial company was told for long enough. */
    @SuppressWarnings("NullAway") // Void has no value but null.
    public static Decision<Token, TokenEvent, Void> park(Token token, ParkedDeletion deletion) {
        return Decision.accepted(token.parking(deletion), List.of(), null);
    }

    /**
     * An operator takes a deletion up that was given up. One that was dealt with stays as it is.
     *
     * @return the token as it is then, if there is one
     */
    static Decision<Token, TokenEvent, Optional<Token>> resolve(@Nullable Token token, OperatorAction action) {
        ParkedDeletion parked = token == null ? null : token.parkedDeletion();
        if (token == null || parked == null) {
            return Decision.unchanged(Optional.ofNullable(token));
        }
        Token next = token.parking(null).having(action);
        Decision.Accepted<Token, TokenEvent, Optional<Token>> resolved =
                Decision.accepted(next, List.of(), Optional.of(next));
        return switch (action.action()) {
            case REDRIVE -> resolved.starting(TokenTasks.tell(TokenTasks.DELETE, parked.request()));
            case SETTLE -> resolved.starting(TokenTasks.release()).starting(TokenTasks.tellPeers("CARD_REMOVED"));
        };
    }
}
