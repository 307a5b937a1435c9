package io.coinslot.cardregistry.registration;

import io.coinslot.cardregistry.registration.RegistrationEvent.CardApproved;
import io.coinslot.cardregistry.registration.RegistrationEvent.CardAuthenticated;
import io.coinslot.cardregistry.registration.RegistrationEvent.CardAuthenticationRequired;
import io.coinslot.cardregistry.registration.RegistrationEvent.CardCompleted;
import io.coinslot.cardregistry.registration.RegistrationEvent.CardDeclined;
import io.coinslot.cardregistry.registration.RegistrationEvent.CardLeftToOperator;
import io.coinslot.cardregistry.registration.RegistrationEvent.CardOutcomeUnknown;
import io.coinslot.cardregistry.registration.RegistrationEvent.CardSubmitted;
import io.coinslot.servicekit.aggregate.Decision;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/** From a chosen card to the financial company's decision, and to the device. */
public final class IssuerSteps {
    /** Another live registration or token has this card on this payment app instance. */
    public static final String CARD_ALREADY_ON_DEVICE = "CARD_ALREADY_ON_DEVICE";

    /** The financial company gave a token that another registration got before. */
    public static final String TOKEN_OF_ANOTHER = "TOKEN_OF_ANOTHER";

    /** The company has a token of the card on this payment app instance to which no registration of ours has led. */
    public static final String TOKEN_NOT_KNOWN_HERE = "TOKEN_NOT_KNOWN_HERE";

    /** What an earlier registration of the card left there was not found, or not deleted, in time. */
    public static final String TOKEN_LEFT_BEHIND = "TOKEN_LEFT_BEHIND";

    private static final String ACTIVE = "ACTIVE";

    private IssuerSteps() {}

    /**
     * The task id is set here, before anybody is called, and belongs to the card for good: after a time-out the outcome
     * is looked up under it.
     */
    static void begin(Step step, String cardReferenceId) {
        Registration registration = step.registration();
        String taskId = registration.registrationId() + "-" + cardReferenceId.substring(cardReferenceId.length() - 12);
        step.change(cardReferenceId, card -> card.withTaskId(taskId).in(RegistrationState.ISSUER_SUBMITTED))
                .happened(new CardSubmitted(cardReferenceId, taskId))
                .start(RegistrationTasks.ofCard(RegistrationTasks.FETCH_CREDENTIAL, cardReferenceId));
    }

    /** The registration that a task id belongs to. */
    public static String registrationOf(String taskId) {
        int end = taskId.lastIndexOf('-');
        return end < 0 ? taskId : taskId.substring(0, end);
    }

    /** Nobody wants it any more: a token that was made is given back. */
    static void givenUp(Step step, String cardReferenceId) {
        step.endCard(cardReferenceId, RegistrationState.CANCELLED, null);
    }

    /** The card cannot be registered, as far as the financial company has not told of a token meanwhile. */
    public static Decision<Registration, RegistrationEvent, Void> failed(
            Registration registration, String cardReferenceId, String errorCode) {
        return on(
                registration,
                cardReferenceId,
                RegistrationState::isAtIssuer,
                (step, card) -> step.endCard(cardReferenceId, RegistrationState.FAILED, errorCode));
    }

    /** As {@link #failed}, where a request may come to the company yet: a token that it makes of it is looked for. */
    public static Decision<Registration, RegistrationEvent, Void> failedUnanswered(
            Registration registration, String cardReferenceId, String errorCode) {
        return on(
                registration,
                cardReferenceId,
                RegistrationState::isAtIssuer,
                (step, card) -> step.change(cardReferenceId, CardEntry::leftUnanswered)
                        .endCard(cardReferenceId, RegistrationState.FAILED, errorCode));
    }

    /** The token that was made is none that can be put on the device. */
    public static Decision<Registration, RegistrationEvent, Void> notProvisioned(
            Registration registration, String cardReferenceId, String errorCode) {
        return on(
                registration,
                cardReferenceId,
                state -> state == RegistrationState.PROVISIONING,
                (step, card) -> step.endCard(cardReferenceId, RegistrationState.FAILED, errorCode));
    }

    public static Decision<Registration, RegistrationEvent, Void> approved(
            Registration registration, String cardReferenceId, IssuedToken token) {
        if (registration.isGivenUp()) {
            return madeInVain(registration, cardReferenceId, token);
        }
        return on(
                registration,
                cardReferenceId,
                RegistrationState::isAtIssuer,
                (step, card) -> step.change(
                                cardReferenceId,
                                entry -> entry.withToken(token, List.of())
                                        .in(RegistrationState.APPROVED)
                                        .in(RegistrationState.PROVISIONING))
                        .happened(new CardApproved(cardReferenceId, token.tokenUniqueReference()))
                        .end(RegistrationTasks.id(RegistrationTasks.LOOK_UP, cardReferenceId))
                        .start(RegistrationTasks.ofCard(RegistrationTasks.PROVISION, cardReferenceId)));
    }

    private static Decision<Registration, RegistrationEvent, Void> madeInVain(
            Registration registration, String cardReferenceId, IssuedToken token) {
        return on(registration, cardReferenceId, RegistrationState::isAtIssuer, (step, card) -> {
            step.change(cardReferenceId, entry -> entry.withToken(token, List.of()));
            givenUp(step, cardReferenceId);
        });
    }

    /** The cardholder has to prove who they are; no rule of ours can spare them that. */
    public static Decision<Registration, RegistrationEvent, Void> authenticationRequired(
            Registration registration, String cardReferenceId, IssuedToken token, List<AuthenticationMethod> methods) {
        if (registration.isGivenUp()) {
            return madeInVain(registration, cardReferenceId, token);
        }
        return on(registration, cardReferenceId, RegistrationState::isAtIssuer, (step, card) -> {
            step.change(
                            cardReferenceId,
                            entry -> entry.withToken(token, methods).in(RegistrationState.AUTHENTICATION_REQUIRED))
                    .happened(new CardAuthenticationRequired(
                            cardReferenceId,
                            token.tokenUniqueReference(),
                            methods.stream().map(AuthenticationMethod::type).toList()));
            // A look-up that is to come stays: what made it due may have been heard after this was answered.
            if (token.status().equals(ACTIVE)) {
                authenticated(step, cardReferenceId);
            }
        });
    }

    public static Decision<Registration, RegistrationEvent, Void> declined(
            Registration registration, String cardReferenceId, String declineReasonCode) {
        return on(
                registration,
                cardReferenceId,
                RegistrationState::isAtIssuer,
                (step, card) -> step.change(
                                cardReferenceId,
                                entry -> entry.in(RegistrationState.DECLINED).because(declineReasonCode))
                        .happened(new CardDeclined(cardReferenceId, declineReasonCode))
                        .end(RegistrationTasks.id(RegistrationTasks.LOOK_UP, cardReferenceId))
                        .letGo(card));
    }

    /** The financial company takes its time: it is asked again under the same task id. */
    public static Decision<Registration, RegistrationEvent, Void> pending(
            Registration registration, String cardReferenceId) {
        return on(
                registration,
                cardReferenceId,
                RegistrationState::isAtIssuer,
                (step, card) -> step.change(cardReferenceId, entry -> entry.withCredential(null))
                        .start(RegistrationTasks.ofCard(
                                RegistrationTasks.LOOK_UP, cardReferenceId, RegistrationTasks.UNTIL_FIRST_LOOK_UP)));
    }

    /** No answer came. Whether the task was carried out is looked up before it is sent again; it never gets another id. */
    public static Decision<Registration, RegistrationEvent, Void> unanswered(
            Registration registration, String cardReferenceId) {
        return on(
                registration,
                cardReferenceId,
                state -> state == RegistrationState.ISSUER_SUBMITTED,
                (step, card) -> step.change(
                                cardReferenceId,
                                entry -> entry.in(RegistrationState.OUTCOME_UNKNOWN)
                                        .leftUnanswered())
                        .happened(new CardOutcomeUnknown(cardReferenceId, taskId(card))));
    }

    /** The task never arrived at the financial company: it is sent again after a while, under the same id. */
    public static Decision<Registration, RegistrationEvent, Void> neverArrived(
            Registration registration, String cardReferenceId) {
        return on(registration, cardReferenceId, RegistrationState::isAtIssuer, (step, card) -> {
            if (card.state() == RegistrationState.OUTCOME_UNKNOWN) {
                step.change(cardReferenceId, entry -> entry.in(RegistrationState.ISSUER_SUBMITTED));
            }
            step.change(cardReferenceId, CardEntry::leftUnanswered);
            if (registration.isGivenUp()) {
                givenUp(step, cardReferenceId);
                return;
            }
            step.start(RegistrationTasks.ofCard(
                    card.credential() == null ? RegistrationTasks.FETCH_CREDENTIAL : RegistrationTasks.SUBMIT,
                    cardReferenceId,
                    RegistrationTasks.UNTIL_SENT_AGAIN));
        });
    }

    /**
     * Something was heard of the task: it is looked up soon. Mostly our own call's answer is on its way as well, and comes
     * first. A card that ended is looked for as well: a token may have been made of it after all.
     */
    public static Decision<Registration, RegistrationEvent, Void> heardOf(Registration registration, String taskId) {
        CardEntry card = registration.cardOfTask(taskId).orElse(null);
        if (card == null || !card.awaitsIssuer()) {
            return Step.nothing();
        }
        String reference = card.cardReferenceId();
        String kind = card.isWithoutToken() ? RegistrationTasks.LATE_TOKEN : RegistrationTasks.LOOK_UP;
        return new Step(registration)
                .start(
                        card.state().isStepUp()
                                ? RegistrationTasks.heardOfToken(reference)
                                : RegistrationTasks.ofCard(kind, reference, RegistrationTasks.UNTIL_ANSWERS_ARE_IN))
                .done();
    }

    /** Neither asking nor looking up led to an answer; the state stays, so that what is heard later still counts. */
    public static Decision<Registration, RegistrationEvent, Void> leftToOperator(
            Registration registration, String cardReferenceId, String reason) {
        return on(
                registration,
                cardReferenceId,
                state -> !state.isFinal(),
                (step, card) -> step.change(cardReferenceId, entry -> entry.because(CardEntry.LEFT_TO_OPERATOR))
                        .happened(new CardLeftToOperator(cardReferenceId, taskId(card), reason)));
    }

    /** The cardholder proved who they are: the token is put on the device. */
    static void authenticated(Step step, String cardReferenceId) {
        step.change(
                        cardReferenceId,
                        entry -> entry.in(RegistrationState.AUTHENTICATED)
                                .in(RegistrationState.PROVISIONING)
                                .because(null))
                .happened(new CardAuthenticated(cardReferenceId))
                .end(RegistrationTasks.id(RegistrationTasks.SEND_CODE, cardReferenceId))
                .end(RegistrationTasks.id(RegistrationTasks.CHECK_ACTIVATION, cardReferenceId))
                .end(RegistrationTasks.heardOfTokenId(cardReferenceId))
                .end(RegistrationTasks.id(RegistrationTasks.LOOK_UP, cardReferenceId))
                .start(RegistrationTasks.ofCard(RegistrationTasks.PROVISION, cardReferenceId));
    }

    public static Decision<Registration, RegistrationEvent, Void> provisioned(
            Registration registration, String cardReferenceId) {
        return on(
                registration,
                cardReferenceId,
                state -> state == RegistrationState.PROVISIONING,
                (step, card) -> step.change(
                                cardReferenceId,
                                entry -> entry.in(RegistrationState.COMPLETED).because(null))
                        .happened(new CardCompleted(
                                cardReferenceId,
                                Objects.requireNonNull(card.token(), "only a token is provisioned")
                                        .tokenUniqueReference())));
    }

    static String taskId(CardEntry card) {
        return Objects.requireNonNull(card.taskId(), "a submitted card has a task id");
    }

    /** Makes a step if the card is there and in such a state; otherwise it came too late and changes nothing. */
    static Decision<Registration, RegistrationEvent, Void> on(
            Registration registration,
            String cardReferenceId,
            Predicate<RegistrationState> condition,
            StepOfCard change) {
        CardEntry card = registration.card(cardReferenceId).orElse(null);
        if (card == null || !condition.test(card.state())) {
            return Step.nothing();
        }
        Step step = new Step(registration);
        change.apply(step, card);
        return step.done();
    }

    /** What a step does to a card. */
    @FunctionalInterface
    interface StepOfCard {
        void apply(Step step, CardEntry card);
    }
}
