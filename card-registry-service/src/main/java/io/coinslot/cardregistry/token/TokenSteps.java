package io.coinslot.cardregistry.token;

import io.coinslot.cardregistry.registration.AnsweredRequest;
import io.coinslot.cardregistry.registration.RequestKey;
import io.coinslot.cardregistry.token.TokenEvent.TokenActivated;
import io.coinslot.cardregistry.token.TokenEvent.TokenDeactivated;
import io.coinslot.cardregistry.token.TokenEvent.TokenFundingAccountUpdated;
import io.coinslot.cardregistry.token.TokenEvent.TokenSuspended;
import io.coinslot.cardregistry.token.TokenEvent.TokenSuspensionLifted;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.TaskDraft;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What may happen to a token. */
public final class TokenSteps {
    private TokenSteps() {}

    /** The registration puts the token on the device. What the financial company told before is kept. */
    static Decision<Token, TokenEvent, Void> provision(
            @Nullable Token current, Token announced, TokenOwner owner, TokenFace face, StatusReport answer) {
        if (current != null && current.owner() != null) {
            return nothing();
        }
        Token known = current != null && isBySame(current, announced) ? current : announced;
        Token owned = known.ownedBy(owner, face.orElse(known.face()));
        boolean isNews = owned.status() == TokenStatus.INACTIVE
                || answer.statusTimestamp().isAfter(owned.statusTimestamp());
        Token settled = isNews ? apply(owned, answer, new ArrayList<>()) : owned;
        return accepted(settled, asItIs(settled), settled.status() == TokenStatus.DEACTIVATED);
    }

    private static boolean isBySame(Token one, Token other) {
        return one.issuerId().equals(other.issuerId());
    }

    private static List<TokenEvent> asItIs(Token token) {
        List<TokenEvent> events = new ArrayList<>();
        if (token.status() != TokenStatus.INACTIVE) {
            events.add(new TokenActivated());
        }
        token.suspendedBy().forEach(suspender -> events.add(new TokenSuspended(suspender, null)));
        if (token.status() == TokenStatus.DEACTIVATED) {
            events.add(new TokenDeactivated(Suspender.ISSUER, null));
        }
        return events;
    }

    /**
     * The financial company tells the token's state by itself. A repetition has no effect, what is older neither. What
     * changes nothing is not written down: told again, it changes nothing again. Of another company's token it has
     * nothing to tell.
     */
    static Decision<Token, TokenEvent, Void> reported(
            @Nullable Token current,
            Token announced,
            String requestId,
            @Nullable StatusReport report,
            @Nullable TokenFace face) {
        if (current != null && !isBySame(current, announced)) {
            return nothing();
        }
        Token known = current == null ? announced : current;
        if (known.heard().contains(requestId) || current == null && isAsExpected(report, face)) {
            return nothing();
        }
        if (report != null && report.statusTimestamp().isBefore(known.statusTimestamp())) {
            return nothing();
        }
        List<TokenEvent> events = new ArrayList<>();
        Token next = known;
        if (face != null && !face.orElse(next.face()).equals(next.face())) {
            next = next.facing(face.orElse(next.face()));
            events.add(new TokenFundingAccountUpdated());
        }
        if (report != null) {
            next = apply(next, report, events);
        }
        if (next.equals(known)) {
            return nothing();
        }
        next = next.having(requestId);
        if (next.owner() == null) {
            return accepted(next, List.of(), false);
        }
        return isReplaced(known, next) ? replaced(next, events) : accepted(next, events, ends(known, next));
    }

    /** That a token is active which nobody has asked for yet: the answer that makes it ours will say so too. */
    private static boolean isAsExpected(@Nullable StatusReport report, @Nullable TokenFace face) {
        return report != null
                && report.status() == TokenStatus.ACTIVE
                && report.suspendedBy().isEmpty()
                && face == null;
    }

    /** Behind the token is another card now: what peers were offered is no longer there. */
    private static boolean isReplaced(Token before, Token after) {
        String known = before.face().panUniqueReference();
        return known != null
                && !known.equals(after.face().panUniqueReference())
                && after.status() != TokenStatus.DEACTIVATED;
    }

    @SuppressWarnings("NullAway") // Void has no value but null.
    private static Decision<Token, TokenEvent, Void> replaced(Token next, List<TokenEvent> events) {
        return new Decision.Accepted<>(next, events, List.of(TokenTasks.tellPeers("CARD_REPLACED")), List.of(), null);
    }

    private static boolean ends(Token before, Token after) {
        return after.owner() != null
                && after.status() == TokenStatus.DEACTIVATED
                && before.status() != TokenStatus.DEACTIVATED;
    }

    /**
     * Takes over a newer report. Our own suspensions that were not confirmed yet stay. A token that the company suspended
     * without naming anybody we know is the company's to let go.
     */
    private static Token apply(Token token, StatusReport report, List<TokenEvent> events) {
        Token next = report.statusTimestamp().isAfter(token.statusTimestamp())
                ? token.asOf(report.statusTimestamp())
                : token;
        if (next.status() == TokenStatus.DEACTIVATED || report.status() == TokenStatus.INACTIVE) {
            return next;
        }
        if (report.status() == TokenStatus.DEACTIVATED) {
            events.add(new TokenDeactivated(Suspender.ISSUER, report.reasonCode()));
            return next.in(TokenStatus.DEACTIVATED);
        }
        if (next.status() == TokenStatus.INACTIVE) {
            events.add(new TokenActivated());
            next = next.in(TokenStatus.ACTIVE);
        }
        Set<Suspender> now = EnumSet.noneOf(Suspender.class);
        now.addAll(report.suspendedBy());
        if (report.status() == TokenStatus.SUSPENDED && now.isEmpty()) {
            now.add(Suspender.ISSUER);
        }
        now.addAll(next.untold());
        return changed(next, now, next.untold(), report.reasonCode(), events);
    }

    private static Token changed(
            Token token,
            Set<Suspender> now,
            List<Suspender> untold,
            @Nullable String reasonCode,
            List<TokenEvent> events) {
        for (Suspender suspender : Suspender.values()) {
            if (now.contains(suspender) && !token.isSuspendedBy(suspender)) {
                events.add(new TokenSuspended(suspender, reasonCode));
            }
            if (!now.contains(suspender) && token.isSuspendedBy(suspender)) {
                events.add(new TokenSuspensionLifted(suspender));
            }
        }
        return token.held(now, untold);
    }

    /**
     * Holds at once; the financial company is told by a task. It is told again of what is held already: perhaps it was
     * just being told to let go.
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
            Token held = changed(known, now, untold, request.reasonCode(), events);
            return accepting(held, events)
                    .starting(TokenTasks.tell(TokenTasks.SUSPEND, request))
                    .ending(TokenTasks.id(TokenTasks.UNSUSPEND, request.causedBy()));
        });
    }

    /** Lets go only once the financial company has. */
    static Decision<Token, TokenEvent, TokenAnswer> unsuspend(Token token, RequestKey key, ChangeRequest request) {
        return once(token, key, known -> {
            if (token.status() == TokenStatus.DEACTIVATED) {
                return refused(token.status());
            }
            if (!token.isSuspendedBy(request.causedBy())) {
                return Decision.unchanged(TokenAnswer.refused(TokenRefusal.TOKEN_NOT_SUSPENDED_BY));
            }
            return accepting(known, List.of())
                    .starting(TokenTasks.tell(TokenTasks.UNSUSPEND, request))
                    .ending(TokenTasks.id(TokenTasks.SUSPEND, request.causedBy()));
        });
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
                        .ending(TokenTasks.id(TokenTasks.UNSUSPEND, suspender));
            }
            return ending;
        });
    }

    /** The financial company did what it was told, and says what the state is now. */
    public static Decision<Token, TokenEvent, Void> confirmed(
            Token token, Suspender told, @Nullable StatusReport report) {
        List<Suspender> untold = new ArrayList<>(token.untold());
        untold.remove(told);
        Token confirmed = token.held(token.suspendedBy(), untold);
        List<TokenEvent> events = new ArrayList<>();
        Token next = report == null || report.statusTimestamp().isBefore(token.statusTimestamp())
                ? confirmed
                : apply(confirmed, report, events);
        return accepted(next, events, ends(token, next));
    }

    /** The financial company knows of no such suspension: there is nothing to wait for. */
    public static Decision<Token, TokenEvent, Void> lifted(Token token, Suspender suspender) {
        if (!token.isSuspendedBy(suspender)) {
            return nothing();
        }
        Set<Suspender> now = EnumSet.copyOf(token.suspendedBy());
        now.remove(suspender);
        List<Suspender> untold = new ArrayList<>(token.untold());
        untold.remove(suspender);
        List<TokenEvent> events = new ArrayList<>();
        Token next = changed(token, now, untold, null, events);
        return accepted(next, events, false);
    }

    /** It is gone at the financial company. */
    public static Decision<Token, TokenEvent, Void> gone(Token token) {
        return token.status() == TokenStatus.DEACTIVATED
                ? accepted(token, List.of(), true)
                : accepted(
                        token.in(TokenStatus.DEACTIVATED), List.of(new TokenDeactivated(Suspender.ISSUER, null)), true);
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

    @SuppressWarnings("NullAway") // Void has no value but null.
    private static Decision<Token, TokenEvent, Void> accepted(Token next, List<TokenEvent> events, boolean ended) {
        List<TaskDraft> tasks = ended ? List.of(TokenTasks.release(), TokenTasks.tellPeers("CARD_REMOVED")) : List.of();
        return new Decision.Accepted<>(next, events, tasks, List.of(), null);
    }

    @SuppressWarnings("NullAway") // Void has no value but null.
    private static Decision<Token, TokenEvent, Void> nothing() {
        return Decision.unchanged(null);
    }
}
