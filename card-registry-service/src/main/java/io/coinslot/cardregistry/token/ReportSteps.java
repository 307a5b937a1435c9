package io.coinslot.cardregistry.token;

import io.coinslot.cardregistry.token.TokenEvent.TokenFundingAccountUpdated;
import io.coinslot.cardregistry.token.Tokens.Report;
import io.coinslot.servicekit.aggregate.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a financial company tells of a token by itself. */
final class ReportSteps {
    private ReportSteps() {}

    /**
     * The financial company tells the token's state by itself. A repetition has no effect, what is older neither: its
     * state and the look of its card are ordered each by itself. What changes nothing is not written down: told again, it
     * changes nothing again. Of another company's token it has nothing to tell; as long as it is not known whose the token
     * is, two companies may each tell of one of theirs.
     */
    @SuppressWarnings("NullAway") // Void has no value but null.
    static Decision<Token, TokenEvent, Void> reported(@Nullable Token current, Token announced, Report report) {
        if (current != null && !TokenSteps.isBySame(current, announced)) {
            return current.owner() == null ? reportedOfNamesake(current, announced, report) : TokenSteps.nothing();
        }
        if (current != null && confirmsDeletion(current, report)) {
            return goneThereToo(current, report);
        }
        List<TokenEvent> events = new ArrayList<>();
        Token next = told(current, announced, report, events);
        if (next == null) {
            return TokenSteps.nothing();
        }
        if (current == null || next.owner() == null) {
            return TokenSteps.accepted(next, List.of(), false);
        }
        boolean isHeldAgain = TokenHolders.isHeldAgain(current, report.status());
        return new Decision.Accepted<>(
                isHeldAgain ? TokenHolders.heldAgain(next) : next,
                events,
                isReplaced(current, next, report)
                        ? List.of(TokenTasks.tellPeers("CARD_REPLACED"))
                        : TokenSteps.ending(TokenSteps.ends(current, next)),
                isHeldAgain ? TokenTasks.allThatLift(Suspender.CARDHOLDER) : List.of(),
                null);
    }

    /** Whether it is news that a token which was deleted here is gone at the company as well. */
    private static boolean confirmsDeletion(Token token, Report report) {
        StatusReport told = report.status();
        return token.wasDeleted()
                && told != null
                && told.status() == TokenStatus.DEACTIVATED
                && !token.heard().contains(report.requestId())
                && (token.parkedDeletion() != null || told.statusTimestamp().isAfter(token.statusTimestamp()));
    }

    @SuppressWarnings("NullAway") // Void has no value but null.
    private static Decision<Token, TokenEvent, Void> goneThereToo(Token token, Report report) {
        List<TokenEvent> events = new ArrayList<>();
        Token next = TokenSteps.stated(faced(token, report, events), report.status(), events);
        return new Decision.Accepted<>(
                next.parking(null).having(report.requestId()),
                events,
                TokenSteps.ending(true),
                List.of(TokenTasks.DELETE),
                null);
    }

    private static Decision<Token, TokenEvent, Void> reportedOfNamesake(Token current, Token announced, Report report) {
        Token next = told(current.namesakeOf(announced.issuerId()), announced, report, new ArrayList<>());
        return next == null ? TokenSteps.nothing() : TokenSteps.accepted(current.beside(next), List.of(), false);
    }

    /** The company's token after the report; null if there is nothing new in it. */
    private static @Nullable Token told(
            @Nullable Token before, Token announced, Report report, List<TokenEvent> events) {
        Token known = before == null ? announced : before;
        if (known.heard().contains(report.requestId())
                || before == null && isAsExpected(report.status(), report.face())) {
            return null;
        }
        Token next = TokenSteps.stated(faced(known, report, events), report.status(), events);
        return next.equals(known) ? null : next.having(report.requestId());
    }

    private static Token faced(Token token, Report report, List<TokenEvent> events) {
        Instant at = report.faceTimestamp();
        Instant known = token.faceTimestamp();
        if (report.face() == null || at != null && known != null && at.isBefore(known)) {
            return token;
        }
        TokenFace face = report.face().orElse(token.face());
        if (!face.equals(token.face())) {
            events.add(new TokenFundingAccountUpdated());
        }
        return token.facing(face, at);
    }

    /** That a token is active which nobody has asked for yet: the answer that makes it ours will say so too. */
    private static boolean isAsExpected(@Nullable StatusReport report, @Nullable TokenFace face) {
        return report != null
                && report.status() == TokenStatus.ACTIVE
                && report.suspendedBy().isEmpty()
                && face == null;
    }

    /** Behind the token is another card now: what peers were offered is no longer there. */
    private static boolean isReplaced(Token before, Token after, Report report) {
        String known = before.face().panUniqueReference();
        boolean isAnother = known == null
                ? report.isReplacement() && !after.face().equals(before.face())
                : !known.equals(after.face().panUniqueReference());
        return isAnother && after.status() != TokenStatus.DEACTIVATED;
    }
}
