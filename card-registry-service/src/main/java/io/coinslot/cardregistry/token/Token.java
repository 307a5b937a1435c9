package io.coinslot.cardregistry.token;

import io.coinslot.cardregistry.registration.AnsweredRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A card on a device.
 *
 * @param owner null while the financial company has told of the token and its own answer has not come yet
 * @param taskId under which it was made
 * @param suspendedBy who holds it back; it is ACTIVE only when nobody does
 * @param untold those of them that the financial company has not confirmed yet: its reports do not lift them
 * @param statusTimestamp of the newest state the financial company told; what is older is ignored
 * @param heard request ids of the newest reports: a repetition has no effect
 */
public record Token(
        String tokenUniqueReference,
        @Nullable TokenOwner owner,
        String issuerId,
        String taskId,
        TokenFace face,
        TokenStatus status,
        List<Suspender> suspendedBy,
        List<Suspender> untold,
        Instant statusTimestamp,
        List<String> heard,
        List<AnsweredRequest> answered) {
    private static final int MOST_HEARD = 32;
    private static final int MOST_ANSWERED = 100;

    public Token {
        suspendedBy = List.copyOf(suspendedBy);
        untold = List.copyOf(untold);
        heard = List.copyOf(heard);
        answered = List.copyOf(answered);
    }

    /** Told of before it is known whose it is. */
    static Token announced(String reference, String issuerId, String taskId) {
        return new Token(
                reference,
                null,
                issuerId,
                taskId,
                TokenFace.UNKNOWN,
                TokenStatus.INACTIVE,
                List.of(),
                List.of(),
                Instant.EPOCH,
                List.of(),
                List.of());
    }

    public boolean isSuspendedBy(Suspender suspender) {
        return suspendedBy.contains(suspender);
    }

    Token ownedBy(TokenOwner newOwner, TokenFace newFace) {
        return draft().owner(newOwner).face(newFace).token();
    }

    Token facing(TokenFace newFace) {
        return draft().face(newFace).token();
    }

    /** Held back by these and no others; a token that is deleted or not active yet stays so. */
    Token held(Collection<Suspender> suspenders, Collection<Suspender> notTold) {
        Set<Suspender> all = EnumSet.noneOf(Suspender.class);
        all.addAll(suspenders);
        boolean canBeHeld = status == TokenStatus.ACTIVE || status == TokenStatus.SUSPENDED;
        return draft().status(canBeHeld ? all.isEmpty() ? TokenStatus.ACTIVE : TokenStatus.SUSPENDED : status)
                .suspendedBy(canBeHeld ? List.copyOf(all) : List.of())
                .untold(canBeHeld ? List.copyOf(notTold) : List.of())
                .token();
    }

    Token in(TokenStatus next) {
        if (next != status && !status.mayBecome(next)) {
            throw new IllegalStateException(this + " cannot become " + next);
        }
        return draft().status(next)
                .suspendedBy(next == TokenStatus.SUSPENDED ? suspendedBy : List.of())
                .untold(next == TokenStatus.SUSPENDED ? untold : List.of())
                .token();
    }

    Token asOf(Instant timestamp) {
        return draft().statusTimestamp(timestamp).token();
    }

    Token having(String requestId) {
        return draft().heard(newest(heard, requestId, MOST_HEARD)).token();
    }

    Token having(AnsweredRequest request) {
        return draft().answered(newest(answered, request, MOST_ANSWERED)).token();
    }

    private TokenDraft draft() {
        return new TokenDraft(this);
    }

    private static <T> List<T> newest(List<T> known, T added, int most) {
        List<T> all = new ArrayList<>(known);
        all.add(added);
        return all.subList(Math.max(0, all.size() - most), all.size());
    }

    @Override
    public String toString() {
        return "Token[" + tokenUniqueReference + ", " + status + "]";
    }
}
