package io.coinslot.cardregistry.token;

import io.coinslot.servicekit.aggregate.Decision;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Deletions that were given up, and how they are taken up again. */
public final class ParkedSteps {
    private static final ChangeRequest IN_THE_WAY =
            new ChangeRequest(Suspender.TOKEN_REQUESTOR, "OTHER", "the token was deleted before", null);

    private ParkedSteps() {}

    /** The financial company was told for long enough. */
    @SuppressWarnings("NullAway") // Void has no value but null.
    public static Decision<Token, TokenEvent, Void> park(Token token, ParkedDeletion deletion) {
        return Decision.accepted(token.parking(deletion), List.of(), null);
    }

    /** A token that was deleted here lives on at the financial company, which is told again from the start. */
    @SuppressWarnings("NullAway") // Void has no value but null.
    static Decision<Token, TokenEvent, Void> tellAgain(@Nullable Token token) {
        if (token == null || !token.wasDeleted()) {
            return Decision.unchanged(null);
        }
        ParkedDeletion parked = token.parkedDeletion();
        ChangeRequest request = parked == null ? IN_THE_WAY : parked.request();
        return Decision.<Token, TokenEvent, Void>accepted(token.parking(null), List.of(), null)
                .starting(TokenTasks.tell(TokenTasks.DELETE, request));
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
