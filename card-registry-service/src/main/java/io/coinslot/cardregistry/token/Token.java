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
 * @param faceTimestamp of the newest look of the card that the company told by itself, where it gave a time
 * @param lettingGo those whose lifting the financial company was told, and may hear of yet
 * @param cardholderDevices the devices from which the cardholder's suspension was asked for; blank stands for the service
 * @param heard request ids of the newest reports: a repetition has no effect
 * @param parkedDeletion that it was deleted here and the financial company does not do it; null while it is told
 * @param parkedHolds the suspensions and liftings that the financial company does not do; null if there are none
 * @param operatorActions what operators did about it, the newest last
 * @param namesakes while it has no owner: what other companies told of tokens of theirs that have the same name
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
        @Nullable Instant faceTimestamp,
        @Nullable List<Suspender> lettingGo,
        @Nullable List<String> cardholderDevices,
        List<String> heard,
        List<AnsweredRequest> answered,
        @Nullable ParkedChange parkedDeletion,
        @Nullable List<ParkedChange> parkedHolds,
        @Nullable List<OperatorAction> operatorActions,
        @Nullable List<Namesake> namesakes) {
    private static final int MOST_ACTIONS = 50;
    private static final int MOST_HEARD = 32;
    private static final int MOST_ANSWERED = 100;
    private static final int MOST_DEVICES = 32;

    public Token {
        suspendedBy = List.copyOf(suspendedBy);
        untold = List.copyOf(untold);
        // Documents of before these fields were have none.
        lettingGo = lettingGo == null ? List.of() : List.copyOf(lettingGo);
        cardholderDevices = cardholderDevices == null ? List.of() : List.copyOf(cardholderDevices);
        heard = List.copyOf(heard);
        answered = List.copyOf(answered);
        // What has none must not have the field: those that do are found by it.
        parkedHolds = parkedHolds == null || parkedHolds.isEmpty() ? null : List.copyOf(parkedHolds);
        operatorActions = operatorActions == null ? null : List.copyOf(operatorActions);
        namesakes = namesakes == null ? null : List.copyOf(namesakes);
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
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                null,
                null);
    }

    @Override
    public List<Suspender> lettingGo() {
        return lettingGo == null ? List.of() : lettingGo;
    }

    @Override
    public List<String> cardholderDevices() {
        return cardholderDevices == null ? List.of() : cardholderDevices;
    }

    public boolean isSuspendedBy(Suspender suspender) {
        return suspendedBy.contains(suspender);
    }

    /** Whether this company told of it, or of one of its own of the same name. */
    public boolean isToldOfBy(String company) {
        return issuerId.equals(company) || namesakeOf(company) != null;
    }

    /** Another company's token of the same name, as far as it told of it. */
    @Nullable
    Token namesakeOf(String company) {
        List<Namesake> known = namesakes == null ? List.of() : namesakes;
        return known.stream()
                .filter(namesake -> namesake.issuerId().equals(company))
                .findFirst()
                .map(namesake -> namesake.token(tokenUniqueReference))
                .orElse(null);
    }

    Token beside(Token namesake) {
        List<Namesake> all = new ArrayList<>(namesakes == null ? List.of() : namesakes);
        all.removeIf(known -> known.issuerId().equals(namesake.issuerId()));
        all.add(Namesake.of(namesake));
        return draft().namesakes(all).token();
    }

    /** Whether it was made for this card of a registration by this company. */
    boolean isOf(String company, String claimHolder) {
        return owner != null && issuerId.equals(company) && owner.claimHolder().equals(claimHolder);
    }

    /** Whether it was somebody's, and is deleted. */
    public boolean wasDeleted() {
        return owner != null && status == TokenStatus.DEACTIVATED;
    }

    /** Whether it is a token of this company that was made for another card, or by another registration. */
    public boolean isOfAnother(String company, String claimHolder) {
        return owner != null && issuerId.equals(company) && !owner.claimHolder().equals(claimHolder);
    }

    /** The cardholder's suspension was asked for from this device too. */
    Token heldFrom(String device) {
        return draft().cardholderDevices(newest(cardholderDevices(), device, MOST_DEVICES))
                .token();
    }

    /** The financial company is told to lift a suspension. */
    Token lettingGoOf(Suspender suspender) {
        return lettingGo().contains(suspender)
                ? this
                : draft().lettingGo(newest(lettingGo(), suspender, Suspender.values().length))
                        .token();
    }

    /** Nothing of lifting this suspension is on its way any more. */
    Token letGoOf(Suspender suspender) {
        return draft().lettingGo(
                        lettingGo().stream().filter(other -> other != suspender).toList())
                .token();
    }

    Token ownedBy(TokenOwner newOwner, TokenFace newFace) {
        return draft().owner(newOwner).face(newFace).namesakes(null).token();
    }

    Token facing(TokenFace newFace, @Nullable Instant timestamp) {
        return draft().face(newFace)
                .faceTimestamp(timestamp == null ? faceTimestamp : timestamp)
                .token();
    }

    /** Held back by these and no others; a token that is deleted or not active yet stays so. */
    Token held(Collection<Suspender> suspenders, Collection<Suspender> notTold) {
        Set<Suspender> all = EnumSet.noneOf(Suspender.class);
        all.addAll(suspenders);
        boolean canBeHeld = status == TokenStatus.ACTIVE || status == TokenStatus.SUSPENDED;
        return draft().status(canBeHeld ? all.isEmpty() ? TokenStatus.ACTIVE : TokenStatus.SUSPENDED : status)
                .suspendedBy(canBeHeld ? List.copyOf(all) : List.of())
                .untold(canBeHeld ? List.copyOf(notTold) : List.of())
                .lettingGo(canBeHeld ? lettingGo() : List.of())
                .parkedHolds(canBeHeld ? stillOpen(all, notTold) : null)
                .cardholderDevices(canBeHeld && all.contains(Suspender.CARDHOLDER) ? cardholderDevices() : List.of())
                .token();
    }

    /** What the company said of this one's suspension does not count yet. */
    Token notTold(Suspender suspender) {
        List<Suspender> all = new ArrayList<>(untold);
        if (!all.contains(suspender)) {
            all.add(suspender);
        }
        return held(suspendedBy, all);
    }

    Token in(TokenStatus next) {
        if (next != status && !status.mayBecome(next)) {
            throw new IllegalStateException(this + " cannot become " + next);
        }
        return draft().status(next)
                .suspendedBy(next == TokenStatus.SUSPENDED ? suspendedBy : List.of())
                .untold(next == TokenStatus.SUSPENDED ? untold : List.of())
                .lettingGo(next == TokenStatus.SUSPENDED ? lettingGo() : List.of())
                .parkedHolds(next == TokenStatus.SUSPENDED ? parkedHolds : null)
                .cardholderDevices(next == TokenStatus.SUSPENDED ? cardholderDevices() : List.of())
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

    Token parking(@Nullable ParkedChange deletion) {
        return draft().parkedDeletion(deletion).token();
    }

    /** All that was given up and is not as it is to be. */
    public List<ParkedChange> parkedChanges() {
        List<ParkedChange> parked = new ArrayList<>(parkedHolds == null ? List.of() : parkedHolds);
        if (parkedDeletion != null) {
            parked.add(parkedDeletion);
        }
        return List.copyOf(parked);
    }

    /** A suspension or its lifting was given up. */
    Token parkingHold(ParkedChange hold) {
        List<ParkedChange> all =
                new ArrayList<>(notParking(hold.change(), hold.causedBy()).parkedChanges());
        all.remove(parkedDeletion);
        all.add(hold);
        return draft().parkedHolds(all).token();
    }

    /** It is taken up again, or done. */
    Token notParking(TokenChange change, Suspender causedBy) {
        return parkedHolds == null
                ? this
                : draft().parkedHolds(parkedHolds.stream()
                                .filter(each -> !each.is(change, causedBy))
                                .toList())
                        .token();
    }

    /** What the company has not confirmed; if it names one whose suspension was given up, it knows of that by now. */
    List<Suspender> untoldAfter(Collection<Suspender> named) {
        return untold.stream()
                .filter(each -> !named.contains(each)
                        || parkedChanges().stream().noneMatch(parked -> parked.is(TokenChange.SUSPEND, each)))
                .toList();
    }

    /** A suspension that was confirmed, or of one who lets go, is no longer to be done; nor a lifting that was made. */
    private List<ParkedChange> stillOpen(Collection<Suspender> suspenders, Collection<Suspender> notTold) {
        return parkedHolds == null
                ? List.of()
                : parkedHolds.stream()
                        .filter(each ->
                                (each.change() == TokenChange.SUSPEND ? notTold : suspenders).contains(each.causedBy()))
                        .toList();
    }

    Token having(OperatorAction action) {
        List<OperatorAction> before = operatorActions == null ? List.of() : operatorActions;
        return draft().operatorActions(newest(before, action, MOST_ACTIONS)).token();
    }

    public boolean wasDone(OperatorAction action) {
        return operatorActions != null && operatorActions.contains(action);
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
