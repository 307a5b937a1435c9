package io.coinslot.cardregistry.token;

import io.coinslot.servicekit.aggregate.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Changes that were given up, and how they are taken up again. */
public final class ParkedSteps {
    private static final ChangeRequest IN_THE_WAY =
            new ChangeRequest(Suspender.TOKEN_REQUESTOR, "OTHER", "the token was deleted before", null);

    private ParkedSteps() {}

    /** The financial company was told for long enough, or will not do it. What is no longer to be done is not parked. */
    @SuppressWarnings("NullAway") // Void has no value but null.
    public static Decision<Token, TokenEvent, Void> park(Token token, ParkedChange change) {
        boolean isStillToBeDone = switch (change.change()) {
            case SUSPEND -> token.untold().contains(change.causedBy());
            case UNSUSPEND -> token.isSuspendedBy(change.causedBy());
            case DELETE -> token.status() == TokenStatus.DEACTIVATED;
        };
        if (!isStillToBeDone) {
            return Decision.unchanged(null);
        }
        return Decision.accepted(
                switch (change.change()) {
                    case SUSPEND -> token.parkingHold(change);
                    // What the company tells of it from now on counts: nobody wants it held.
                    case UNSUSPEND -> TokenSteps.known(token, change.causedBy()).parkingHold(change);
                    case DELETE -> token.parking(change);
                },
                List.of(),
                null);
    }

    /**
     * The financial company will not lift a suspension: the token stays held.
     *
     * @param settles whether it is not told again
     */
    @SuppressWarnings("NullAway") // Void has no value but null.
    public static Decision<Token, TokenEvent, Void> notLifted(Token token, ParkedChange change, boolean settles) {
        Token next = settles ? token.letGoOf(change.causedBy()) : token;
        return next.isSuspendedBy(change.causedBy()) ? park(next, change) : Decision.accepted(next, List.of(), null);
    }

    /** A token that was deleted here lives on at the financial company, which is told again from the start. */
    @SuppressWarnings("NullAway") // Void has no value but null.
    static Decision<Token, TokenEvent, Void> tellAgain(@Nullable Token token) {
        if (token == null || !token.wasDeleted()) {
            return Decision.unchanged(null);
        }
        ParkedChange parked = token.parkedDeletion();
        ChangeRequest request = parked == null ? IN_THE_WAY : parked.request();
        return Decision.<Token, TokenEvent, Void>accepted(token.parking(null), List.of(), null)
                .starting(TokenTasks.tell(TokenTasks.DELETE, request));
    }

    /**
     * An operator takes a change up that was given up. One that was dealt with stays as it is.
     *
     * @return the token as it is then, if there is one
     */
    static Decision<Token, TokenEvent, Optional<Token>> resolve(@Nullable Token token, OperatorAction action) {
        ParkedChange parked = token == null ? null : meant(token, action);
        if (token == null || parked == null) {
            return Decision.unchanged(Optional.ofNullable(token));
        }
        Token next = (parked.change() == TokenChange.DELETE
                        ? token.parking(null)
                        : token.notParking(parked.change(), parked.causedBy()))
                .having(action);
        return switch (action.action()) {
            case REDRIVE ->
                accepted(toldAgain(next, parked), List.of())
                        .starting(TokenTasks.tell(TokenTasks.kindOf(parked.change()), parked.request()));
            case SETTLE -> settled(next, parked);
        };
    }

    /** A lifting is on its way again, and may come to the company after a suspension that is asked for meanwhile. */
    private static Token toldAgain(Token token, ParkedChange parked) {
        return parked.change() == TokenChange.UNSUSPEND ? token.lettingGoOf(parked.causedBy()) : token;
    }

    private static @Nullable ParkedChange meant(Token token, OperatorAction action) {
        return token.parkedChanges().stream()
                .filter(each -> each.change() == action.change())
                .filter(each -> each.change() == TokenChange.DELETE || each.causedBy() == action.causedBy())
                .findFirst()
                .orElse(null);
    }

    private static Decision<Token, TokenEvent, Optional<Token>> settled(Token token, ParkedChange parked) {
        Suspender by = parked.causedBy();
        return switch (parked.change()) {
            case SUSPEND -> accepted(TokenSteps.heldThereToo(token, by), List.of());
            case UNSUSPEND -> {
                List<TokenEvent> events = new ArrayList<>();
                yield accepted(TokenSteps.letGo(token, by, events), events);
            }
            case DELETE ->
                accepted(token, List.of())
                        .starting(TokenTasks.release())
                        .starting(TokenTasks.tellPeers("CARD_REMOVED"));
        };
    }

    private static Decision.Accepted<Token, TokenEvent, Optional<Token>> accepted(Token next, List<TokenEvent> events) {
        return Decision.accepted(next, events, Optional.of(next));
    }
}
