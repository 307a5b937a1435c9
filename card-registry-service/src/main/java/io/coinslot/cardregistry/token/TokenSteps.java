package io.coinslot.cardregistry.token;

import io.coinslot.cardregistry.token.TokenEvent.TokenActivated;
import io.coinslot.cardregistry.token.TokenEvent.TokenDeactivated;
import io.coinslot.cardregistry.token.TokenEvent.TokenSuspended;
import io.coinslot.cardregistry.token.TokenEvent.TokenSuspensionLifted;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.TaskDraft;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What registrations and the answers of financial companies make of a token. */
public final class TokenSteps {
    private TokenSteps() {}

    /**
     * The registration puts the token on the device. What the financial company told before is kept.
     *
     * @return whether it is the owner's now; not if the company gave a token that another registration got before
     */
    static Decision<Token, TokenEvent, Boolean> provision(
            @Nullable Token current, Token announced, TokenOwner owner, TokenFace face, StatusReport answer) {
        if (current != null && current.owner() != null) {
            return Decision.unchanged(current.isOf(announced.issuerId(), owner.claimHolder()));
        }
        Token known = toldOf(current, announced);
        Token owned = known.ownedBy(owner, newest(known, face, answer.statusTimestamp()));
        boolean isNews = owned.status() == TokenStatus.INACTIVE
                || answer.statusTimestamp().isAfter(owned.statusTimestamp());
        Token settled = isNews ? apply(owned, answer, null, new ArrayList<>()) : owned;
        return new Decision.Accepted<>(
                settled, asItIs(settled), ending(settled.status() == TokenStatus.DEACTIVATED), List.of(), true);
    }

    /** What the company that made it told of it before, if it did. */
    private static Token toldOf(@Nullable Token current, Token announced) {
        if (current == null) {
            return announced;
        }
        Token known = isBySame(current, announced) ? current : current.namesakeOf(announced.issuerId());
        return known == null ? announced : known;
    }

    /** What the company told of the card by itself since it made the token is newer than the token's making. */
    private static TokenFace newest(Token known, TokenFace face, Instant madeAt) {
        Instant told = known.faceTimestamp();
        return told != null && told.isAfter(madeAt) ? known.face().orElse(face) : face.orElse(known.face());
    }

    static boolean isBySame(Token one, Token other) {
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

    static Token stated(Token token, @Nullable StatusReport report, List<TokenEvent> events) {
        return stated(token, report, null, events);
    }

    private static Token stated(
            Token token, @Nullable StatusReport report, @Nullable Suspender lifted, List<TokenEvent> events) {
        return report == null || report.statusTimestamp().isBefore(token.statusTimestamp())
                ? token
                : apply(token, report.namingLocksOf(token), lifted, events);
    }

    static boolean ends(Token before, Token after) {
        return after.owner() != null
                && after.status() == TokenStatus.DEACTIVATED
                && before.status() != TokenStatus.DEACTIVATED;
    }

    /**
     * Takes over a newer report. Our own suspensions that were not confirmed yet stay.
     *
     * @param lifted whose suspension the company was told to lift, if that is what it answers
     */
    private static Token apply(Token token, StatusReport report, @Nullable Suspender lifted, List<TokenEvent> events) {
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
        List<Suspender> untold = next.untoldAfter(report.suspendedBy());
        Set<Suspender> now = EnumSet.noneOf(Suspender.class);
        now.addAll(report.suspendedBy());
        now.addAll(untold);
        if (report.leavesSuspendersOpen()) {
            now.addAll(meant(next, report, untold, lifted));
        }
        return changed(next, now, untold, report.reasonCode(), events);
    }

    /**
     * Who holds the token back where the company does not say it in our words: those of whom it has confirmed it. If there
     * is nobody, the token is the company's to let go.
     */
    private static Set<Suspender> meant(
            Token token, StatusReport report, List<Suspender> untold, @Nullable Suspender lifted) {
        Set<Suspender> meant = EnumSet.noneOf(Suspender.class);
        meant.addAll(token.suspendedBy());
        meant.removeAll(report.suspendedBy());
        untold.forEach(meant::remove);
        if (lifted != null) {
            meant.remove(lifted);
        }
        return meant.isEmpty() ? EnumSet.of(Suspender.ISSUER) : meant;
    }

    static Token changed(
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
     * The financial company holds the token back as it was told, and says what the state is now. Whomever it names, it does
     * so for this one too.
     *
     * @param settles whether nothing that was told before can come to the company after it
     */
    public static Decision<Token, TokenEvent, Void> held(
            Token token, Suspender told, StatusReport report, boolean settles) {
        List<TokenEvent> events = new ArrayList<>();
        Token known = settles ? heldThereToo(token, told) : known(token, told);
        Token next = stated(known, report.heldForToo(told), null, events);
        boolean mayStillBeLifted = !settles && next.isSuspendedBy(told);
        return accepted(mayStillBeLifted ? next.notTold(told) : next, events, ends(token, next));
    }

    /** What the company was told of this suspender it has done: nothing else of it is on its way. */
    static Token heldThereToo(Token token, Suspender told) {
        return known(token, told).letGoOf(told);
    }

    /** The company knows of this one's suspension, or is not to know of it any more: its reports count. */
    static Token known(Token token, Suspender suspender) {
        List<Suspender> untold = new ArrayList<>(token.untold());
        untold.remove(suspender);
        return token.held(token.suspendedBy(), untold);
    }

    /**
     * The financial company lets the token go as it was told, and says what the state is now.
     *
     * @param settles whether nothing that was told before can come to the company after it
     */
    public static Decision<Token, TokenEvent, Void> letGoThere(
            Token token, Suspender told, StatusReport report, boolean settles) {
        List<TokenEvent> events = new ArrayList<>();
        Token known = settles ? heldThereToo(token, told) : known(token, told);
        Token next = stated(known, report, told, events);
        return accepted(next, events, ends(token, next));
    }

    /**
     * The financial company knows of no such suspension: there is nothing to wait for.
     *
     * @param settles whether nothing that was told before can come to the company after it
     */
    public static Decision<Token, TokenEvent, Void> lifted(Token token, Suspender suspender, boolean settles) {
        List<TokenEvent> events = new ArrayList<>();
        Token next = token.isSuspendedBy(suspender) ? lift(token, suspender, events) : token;
        Token settled = settles ? next.letGoOf(suspender) : next;
        return settled.equals(token) ? nothing() : accepted(settled, events, false);
    }

    /**
     * A suspension is lifted that the company keeps as one with another's, which holds the token still. If that was lifted
     * meanwhile, the company is told.
     *
     * @param settles whether nothing that was told before can come to the company after it
     */
    @SuppressWarnings("NullAway") // Void has no value but null.
    public static Decision<Token, TokenEvent, Void> liftedBeside(
            Token token, Suspender other, ChangeRequest request, boolean settles) {
        if (token.isSuspendedBy(other)) {
            return lifted(token, request.causedBy(), settles);
        }
        return Decision.<Token, TokenEvent, Void>accepted(token, List.of(), null)
                .starting(TokenTasks.tell(TokenTasks.UNSUSPEND, request));
    }

    /** A suspension is lifted that is there. */
    static Token letGo(Token token, Suspender suspender, List<TokenEvent> events) {
        return lift(token.letGoOf(suspender), suspender, events);
    }

    private static Token lift(Token token, Suspender suspender, List<TokenEvent> events) {
        Set<Suspender> now = EnumSet.copyOf(token.suspendedBy());
        now.remove(suspender);
        List<Suspender> untold = new ArrayList<>(token.untold());
        untold.remove(suspender);
        return changed(token, now, untold, null, events);
    }

    /**
     * A financial company deleted a token, whoever may have got it meanwhile. Who has not got it yet, and is given it by
     * an answer that was on its way, gets a deleted one: so it is noted though nobody owns the token.
     */
    static Decision<Token, TokenEvent, Void> deleted(@Nullable Token current, Token announced) {
        if (current != null && current.owner() != null) {
            boolean isOfThis = isBySame(current, announced) && current.status() != TokenStatus.DEACTIVATED;
            return isOfThis ? gone(current) : nothing();
        }
        Token dead = toldOf(current, announced).in(TokenStatus.DEACTIVATED);
        Token next = current == null || isBySame(current, announced) ? dead : current.beside(dead);
        return next.equals(current) ? nothing() : accepted(next, List.of(), false);
    }

    /** The financial company answers that it is gone, and since when: what it tells of that besides is no news. */
    public static Decision<Token, TokenEvent, Void> gone(Token token, StatusReport answer) {
        Instant at = answer.statusTimestamp();
        return gone(at.isAfter(token.statusTimestamp()) ? token.asOf(at) : token);
    }

    /** It is gone at the financial company. */
    public static Decision<Token, TokenEvent, Void> gone(Token token) {
        return token.status() == TokenStatus.DEACTIVATED
                ? accepted(token.parking(null), List.of(), true)
                : accepted(
                        token.in(TokenStatus.DEACTIVATED), List.of(new TokenDeactivated(Suspender.ISSUER, null)), true);
    }

    @SuppressWarnings("NullAway") // Void has no value but null.
    static Decision<Token, TokenEvent, Void> accepted(Token next, List<TokenEvent> events, boolean ended) {
        return new Decision.Accepted<>(next, events, ending(ended), List.of(), null);
    }

    static List<TaskDraft> ending(boolean ended) {
        return ended ? List.of(TokenTasks.release(), TokenTasks.tellPeers("CARD_REMOVED")) : List.of();
    }

    @SuppressWarnings("NullAway") // Void has no value but null.
    static Decision<Token, TokenEvent, Void> nothing() {
        return Decision.unchanged(null);
    }
}
