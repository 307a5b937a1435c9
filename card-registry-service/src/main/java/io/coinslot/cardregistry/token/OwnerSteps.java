package io.coinslot.cardregistry.token;

import io.coinslot.cardregistry.registration.AnsweredRequest;
import io.coinslot.cardregistry.registration.RequestKey;
import io.coinslot.cardregistry.token.TokenEvent.TokenDeactivated;
import io.coinslot.servicekit.aggregate.Decision;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** What the user's devices and their service ask of a token. */
final class OwnerSteps {
    private OwnerSteps() {}

    /**
     * Holds at once; the financial company is told by a task. It is told again of what is held already. If it was just
     * being told to let go, that may come to it last: it is told once more when nothing else can be on its way, and until
     * then its word that nobody holds the token back is not believed.
     */
    static Decision<Token, TokenEvent, TokenAnswer> suspend(Token token, RequestKey key, ChangeRequest request) {
        return once(token, key, known -> {
            if (token.status() == TokenStatus.DEACTIVATED || token.status() == TokenStatus.INACTIVE) {
                return refused(token.status());
            }
            Set<Suspender> now =
                    EnumSet.of(request.causedBy(), token.suspendedBy().toArray(Suspender[]::new));
            List<Suspender> untold = new ArrayList<>(token.untold());
            if (!untold.contains(request.causedBy())) {
                untold.add(request.causedBy());
            }
            List<TokenEvent> events = new ArrayList<>();
            Token asked = notParking(TokenHolders.askedToHold(known, request), request.causedBy());
            Token held = TokenSteps.changed(asked, now, untold, request.reasonCode(), events);
            Decision.Accepted<Token, TokenEvent, TokenAnswer> holding = accepting(held, events)
                    .ending(TokenTasks.id(TokenTasks.UNSUSPEND, request.causedBy()))
                    .ending(TokenTasks.againId(TokenTasks.UNSUSPEND, request.causedBy()));
            return isBeingLetGo(token, request.causedBy())
                    ? holding.starting(TokenTasks.tellAtOnce(TokenTasks.SUSPEND, request))
                            .starting(TokenTasks.tellAgain(TokenTasks.SUSPEND, request))
                    : holding.starting(TokenTasks.tell(TokenTasks.SUSPEND, request));
        });
    }

    /** That of an alias may come to the company last as well. */
    private static boolean isBeingLetGo(Token token, Suspender suspender) {
        Suspender alias = suspender.alias();
        return token.lettingGo().contains(suspender)
                || alias != null && token.lettingGo().contains(alias);
    }

    /**
     * Lets go only once the financial company has. If it was just being told to hold the token back, that may come to it
     * last: it is told once more when nothing else can be on its way.
     */
    static Decision<Token, TokenEvent, TokenAnswer> unsuspend(Token token, RequestKey key, ChangeRequest request) {
        return once(token, key, known -> {
            if (token.status() == TokenStatus.DEACTIVATED) {
                return refused(token.status());
            }
            if (!token.isSuspendedBy(request.causedBy())) {
                return Decision.unchanged(TokenAnswer.refused(TokenRefusal.TOKEN_NOT_SUSPENDED_BY));
            }
            if (!TokenHolders.mayLetGo(token, request)) {
                return Decision.unchanged(TokenAnswer.refused(TokenRefusal.HELD_FROM_ELSEWHERE));
            }
            Decision.Accepted<Token, TokenEvent, TokenAnswer> lettingGo = accepting(
                            notParking(known.lettingGoOf(request.causedBy()), request.causedBy()), List.of())
                    .ending(TokenTasks.id(TokenTasks.SUSPEND, request.causedBy()))
                    .ending(TokenTasks.againId(TokenTasks.SUSPEND, request.causedBy()));
            return token.untold().contains(request.causedBy())
                    ? lettingGo
                            .starting(TokenTasks.tellAtOnce(TokenTasks.UNSUSPEND, request))
                            .starting(TokenTasks.tellAgain(TokenTasks.UNSUSPEND, request))
                    : lettingGo.starting(TokenTasks.tell(TokenTasks.UNSUSPEND, request));
        });
    }

    /** The newest wish takes the place of what was given up of older ones. */
    private static Token notParking(Token token, Suspender causedBy) {
        return token.notParking(TokenChange.SUSPEND, causedBy).notParking(TokenChange.UNSUSPEND, causedBy);
    }

    /** Final, and at once; suspenders do not hinder it. */
    static Decision<Token, TokenEvent, TokenAnswer> delete(Token token, RequestKey key, ChangeRequest request) {
        return once(token, key, known -> {
            if (token.status() == TokenStatus.DEACTIVATED) {
                return accepting(known, List.of());
            }
            Decision.Accepted<Token, TokenEvent, TokenAnswer> ending = accepting(
                            known.in(TokenStatus.DEACTIVATED),
                            List.of(new TokenDeactivated(request.causedBy(), request.reasonCode())))
                    .starting(TokenTasks.tell(TokenTasks.DELETE, request));
            for (Suspender suspender : Suspender.values()) {
                ending = ending.ending(TokenTasks.id(TokenTasks.SUSPEND, suspender))
                        .ending(TokenTasks.againId(TokenTasks.SUSPEND, suspender))
                        .ending(TokenTasks.id(TokenTasks.UNSUSPEND, suspender))
                        .ending(TokenTasks.againId(TokenTasks.UNSUSPEND, suspender));
            }
            return ending;
        });
    }

    private static Decision<Token, TokenEvent, TokenAnswer> refused(TokenStatus status) {
        return Decision.unchanged(TokenAnswer.refused(
                status == TokenStatus.DEACTIVATED ? TokenRefusal.TOKEN_DEACTIVATED : TokenRefusal.TOKEN_NOT_ACTIVE));
    }

    private static Decision.Accepted<Token, TokenEvent, TokenAnswer> accepting(Token next, List<TokenEvent> events) {
        return Decision.accepted(next, events, new TokenAnswer(next, null, false));
    }

    /** A key that was used before has no second effect. */
    private static Decision<Token, TokenEvent, TokenAnswer> once(
            Token token, RequestKey key, Function<Token, Decision<Token, TokenEvent, TokenAnswer>> make) {
        for (AnsweredRequest known : token.answered()) {
            if (known.key().equals(key.key())) {
                return Decision.unchanged(
                        known.fingerprint().equals(key.fingerprint())
                                ? new TokenAnswer(token, null, true)
                                : TokenAnswer.refused(TokenRefusal.KEY_REUSED));
            }
        }
        return make.apply(token.having(new AnsweredRequest(key.key(), key.fingerprint(), null)));
    }
}
