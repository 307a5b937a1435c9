package io.coinslot.cardregistry.registration;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One card of a registration.
 *
 * @param cardReferenceId our name for it: opaque, and of this registration alone
 * @param taskId under which the financial company is asked; set once, before it is first asked
 * @param credential kept from the peer's answer until the financial company has decided
 * @param reasonCode why it was declined or failed, or what the newest refusal was
 * @param handedOn false as long as the financial company has certainly not been asked; null if that is not known
 * @param unanswered true if the financial company was asked once and did not answer: it may make a token of that yet
 * @param undecided that it was asked in vain for as long as it is asked; null while it is asked, and once it has decided
 * @param operatorActions what operators did about that, the newest last; null if nothing
 * @param others where else the card is to be had, should its source take it back or not give its credential
 */
public record CardEntry(
        String cardReferenceId,
        CardSource source,
        RegistrationState state,
        @Nullable Instant termsAcceptedAt,
        @Nullable String taskId,
        @Nullable SealedCredential credential,
        @Nullable IssuedToken token,
        List<AuthenticationMethod> authenticationMethods,
        @Nullable Activation activation,
        @Nullable String reasonCode,
        @Nullable Boolean handedOn,
        @Nullable Boolean unanswered,
        @Nullable Undecided undecided,
        @Nullable List<CardAction> operatorActions,
        @Nullable List<CardSource> others) {
    /** Nobody asks any more for what has not come. */
    public static final String LEFT_TO_OPERATOR = "LEFT_TO_OPERATOR";

    private static final int MOST_ACTIONS = 20;

    public CardEntry {
        authenticationMethods = List.copyOf(authenticationMethods);
        operatorActions = operatorActions == null ? null : List.copyOf(operatorActions);
        others = others == null || others.isEmpty() ? null : List.copyOf(others);
    }

    static CardEntry offered(String cardReferenceId, CardSource source) {
        return new CardEntry(
                cardReferenceId,
                source,
                RegistrationState.CARDS_RECEIVED,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    CardEntry in(RegistrationState next) {
        if (next != state && !state.mayBecome(next)) {
            throw new IllegalStateException(cardReferenceId + " is " + state + " and cannot become " + next);
        }
        return draft().state(next)
                .credential(next.isFinal() ? null : credential)
                .undecided(next.isAtIssuer() ? undecided : null)
                .reasonCode(hasComeBy(next) ? null : reasonCode)
                .card();
    }

    /** Whether what nobody asked for any more has come all the same, as the move to this state shows. */
    private boolean hasComeBy(RegistrationState next) {
        boolean stillAtIssuer = state.isAtIssuer() && next.isAtIssuer();
        return LEFT_TO_OPERATOR.equals(reasonCode) && next != state && !stillAtIssuer;
    }

    CardEntry because(@Nullable String reason) {
        return draft().reasonCode(reason).card();
    }

    CardEntry withTermsAccepted(Instant at) {
        return draft().termsAcceptedAt(at).card();
    }

    CardEntry withTaskId(String id) {
        if (taskId != null && !taskId.equals(id)) {
            throw new IllegalStateException(cardReferenceId + " already has the task id " + taskId);
        }
        return draft().taskId(id).handedOn(false).card();
    }

    /** From now on the financial company may be asked at any time. */
    CardEntry handingOn(SealedCredential sealed) {
        return draft().credential(sealed).handedOn(true).card();
    }

    CardEntry withCredential(@Nullable SealedCredential sealed) {
        return draft().credential(sealed).card();
    }

    CardEntry withToken(IssuedToken issued, List<AuthenticationMethod> methods) {
        return draft().credential(null)
                .token(issued)
                .authenticationMethods(methods)
                .card();
    }

    CardEntry withActivation(Activation next) {
        return draft().activation(next).card();
    }

    /** The same card is to be had from others as well. */
    CardEntry from(CardSource whole, List<CardSource> more) {
        List<CardSource> all = new ArrayList<>(otherSources());
        all.addAll(more);
        return draft().source(whole).others(all).card();
    }

    List<CardSource> otherSources() {
        return others == null ? List.of() : others;
    }

    /** As it is to be had without these; null if it is not then. */
    @Nullable
    CardEntry without(Predicate<CardSource> gone) {
        List<CardSource> left = otherSources().stream().filter(gone.negate()).toList();
        if (!gone.test(source)) {
            return draft().others(left).card();
        }
        return left.isEmpty()
                ? null
                : draft().source(source.from(left.getFirst()))
                        .others(left.subList(1, left.size()))
                        .card();
    }

    CardEntry leftUnanswered() {
        return draft().unanswered(true).card();
    }

    /** Neither asking nor looking up led to an answer. */
    CardEntry leftToOperator(Undecided left) {
        return draft().undecided(left).reasonCode(LEFT_TO_OPERATOR).card();
    }

    /** An operator has it asked for again, or ends it. */
    CardEntry takenUp(CardAction action) {
        List<CardAction> all = new ArrayList<>(operatorActions == null ? List.of() : operatorActions);
        all.add(action);
        return draft().undecided(null)
                .reasonCode(null)
                .operatorActions(all.subList(Math.max(0, all.size() - MOST_ACTIONS), all.size()))
                .card();
    }

    private CardDraft draft() {
        return new CardDraft(this);
    }

    /**
     * Whether what the financial company tells of its task may be news: of one that ended, that it made a token after
     * all.
     */
    public boolean awaitsIssuer() {
        return state.isAtIssuer() || state.isStepUp() || isWithoutToken();
    }

    /** Whether the financial company was asked once and did not answer. */
    public boolean wasLeftUnanswered() {
        return Boolean.TRUE.equals(unanswered);
    }

    /** Whether the financial company may have made a token that it has not told of: it was asked and has not answered. */
    public boolean mayHaveUnknownToken() {
        return token == null && taskId != null && (state.isAtIssuer() || isWithoutToken() && wasLeftUnanswered());
    }

    /** Whether nobody asks for the financial company's decision any more, which has not come. */
    public boolean isLeftToOperator() {
        return state.isAtIssuer() && LEFT_TO_OPERATOR.equals(reasonCode);
    }

    /** Whether the financial company is asked about it, and has certainly not been yet. */
    boolean isNotAskedYet() {
        return state.isAtIssuer() && Boolean.FALSE.equals(handedOn);
    }

    public boolean isCompleted() {
        return state == RegistrationState.COMPLETED;
    }

    /** Whether it ended before the financial company had told of a token. */
    public boolean isWithoutToken() {
        boolean endedByUs = state == RegistrationState.FAILED || state == RegistrationState.CANCELLED;
        return endedByUs && taskId != null && token == null;
    }
}
