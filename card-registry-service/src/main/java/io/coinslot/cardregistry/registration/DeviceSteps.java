package io.coinslot.cardregistry.registration;

import io.coinslot.cardregistry.registration.RegistrationEvent.ActivationCodeNotSent;
import io.coinslot.cardregistry.registration.RegistrationEvent.ActivationCodeRequested;
import io.coinslot.cardregistry.registration.RegistrationEvent.ActivationCodeSent;
import io.coinslot.cardregistry.registration.RegistrationEvent.ActivationRefused;
import io.coinslot.cardregistry.registration.RegistrationEvent.CardsSelected;
import io.coinslot.cardregistry.registration.RegistrationEvent.TermsAccepted;
import io.coinslot.servicekit.aggregate.Decision;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the cardholder decides on the device: which cards, the terms, and the proof of who they are. */
public final class DeviceSteps {
    private static final int MOST_REQUESTS = 100;

    private DeviceSteps() {}

    /** The cardholder chose; what was not chosen is forgotten. */
    static Decision<Registration, RegistrationEvent, Answer> select(
            Registration registration, RequestKey key, List<String> cardReferenceIds) {
        return once(registration, key, step -> {
            if (registration.state() != RegistrationState.SELECTION_PENDING) {
                return Answer.refused(registration, Refusal.NOT_SELECTABLE);
            }
            if (!cardReferenceIds.stream().allMatch(id -> isSelectable(registration, id))) {
                return Answer.refused(registration, Refusal.UNKNOWN_CARD);
            }
            List<CardEntry> chosen = registration.cards().stream()
                    .filter(card -> cardReferenceIds.contains(card.cardReferenceId()))
                    .toList();
            step.to(step.registration().with(registration.peers(), chosen))
                    .happened(new CardsSelected(
                            chosen.stream().map(CardEntry::cardReferenceId).toList()));
            chosen.forEach(card -> goOn(step, card));
            return Answer.accepted(registration, null);
        });
    }

    private static boolean isSelectable(Registration registration, String cardReferenceId) {
        return registration
                .card(cardReferenceId)
                .filter(card -> card.state() == RegistrationState.SELECTION_PENDING)
                .isPresent();
    }

    private static void goOn(Step step, CardEntry card) {
        if (card.source().productConfig().termsId() == null) {
            IssuerSteps.begin(step, card.cardReferenceId());
        } else {
            step.change(card.cardReferenceId(), entry -> entry.in(RegistrationState.TERMS_PENDING));
        }
    }

    /** The cardholder accepted terms: every card that waits for them goes on. */
    static Decision<Registration, RegistrationEvent, Answer> acceptTerms(
            Registration registration, RequestKey key, String termsId, Instant acceptedAt) {
        return once(registration, key, step -> {
            List<String> waiting = registration.cards().stream()
                    .filter(card -> card.state() == RegistrationState.TERMS_PENDING)
                    .filter(card -> termsId.equals(card.source().productConfig().termsId()))
                    .map(CardEntry::cardReferenceId)
                    .toList();
            if (waiting.isEmpty()) {
                return Answer.refused(registration, Refusal.TERMS_NOT_PENDING);
            }
            step.happened(new TermsAccepted(waiting, termsId, acceptedAt));
            waiting.forEach(card -> {
                step.change(card, entry -> entry.withTermsAccepted(acceptedAt));
                IssuerSteps.begin(step, card);
            });
            return Answer.accepted(registration, null);
        });
    }

    /** The cardholder says where the code is to be sent. */
    static Decision<Registration, RegistrationEvent, Answer> requestCode(
            Registration registration, RequestKey key, String methodId, @Nullable String cardReferenceId) {
        return once(registration, key, step -> {
            List<CardEntry> waiting = waiting(
                    registration, cardReferenceId, card -> card.state().isStepUp() && method(card, methodId) != null);
            if (waiting.size() != 1) {
                return Answer.refused(
                        registration, waiting.isEmpty() ? Refusal.METHOD_UNKNOWN : Refusal.CARD_AMBIGUOUS);
            }
            CardEntry card = waiting.getFirst();
            Activation before = card.activation();
            if (before != null && before.checking()) {
                return Answer.refused(registration, Refusal.CODE_BEING_CHECKED);
            }
            String id = card.cardReferenceId();
            AuthenticationMethod method = Objects.requireNonNull(method(card, methodId));
            step.change(
                            id,
                            entry -> entry.in(RegistrationState.CODE_REQUESTED)
                                    .withActivation(Activation.requested(methodId, before))
                                    .because(null))
                    .happened(new ActivationCodeRequested(id, method.type()))
                    .start(RegistrationTasks.ofCard(RegistrationTasks.SEND_CODE, id));
            return Answer.accepted(registration, id);
        });
    }

    private static boolean mayHaveCode(CardEntry card) {
        Activation activation = card.activation();
        return activation != null && activation.mayHaveCode(card.state());
    }

    private static @Nullable AuthenticationMethod method(CardEntry card, String methodId) {
        return card.authenticationMethods().stream()
                .filter(method -> method.id().equals(methodId))
                .findFirst()
                .orElse(null);
    }

    private static List<CardEntry> waiting(
            Registration registration, @Nullable String cardReferenceId, Predicate<CardEntry> condition) {
        return registration.cards().stream()
                .filter(card ->
                        cardReferenceId == null || card.cardReferenceId().equals(cardReferenceId))
                .filter(condition)
                .toList();
    }

    public static Decision<Registration, RegistrationEvent, Void> codeSent(
            Registration registration, String cardReferenceId, @Nullable Instant expiresAt) {
        return IssuerSteps.on(
                registration,
                cardReferenceId,
                state -> state == RegistrationState.CODE_REQUESTED,
                (step, card) -> step.change(
                                cardReferenceId,
                                entry -> entry.in(RegistrationState.CODE_SENT)
                                        .withActivation(activation(entry).sent(expiresAt)))
                        .happened(new ActivationCodeSent(cardReferenceId)));
    }

    /**
     * The financial company sends no code by this method, or none any more. One that it sent before may be good still.
     *
     * @param mayHaveBeen whether it may have sent one all the same, and its answer was lost
     */
    public static Decision<Registration, RegistrationEvent, Void> codeNotSent(
            Registration registration, String cardReferenceId, String errorCode, boolean mayHaveBeen) {
        return IssuerSteps.on(
                registration,
                cardReferenceId,
                state -> state == RegistrationState.CODE_REQUESTED,
                (step, card) -> step.change(
                                cardReferenceId,
                                entry -> entry.in(RegistrationState.AUTHENTICATION_REQUIRED)
                                        .withActivation(activation(entry).notSent(mayHaveBeen))
                                        .because(errorCode))
                        .happened(new ActivationCodeNotSent(cardReferenceId, errorCode)));
    }

    /** A code is about to be checked. The check is recorded before it is made; the code never is. */
    static Decision<Registration, RegistrationEvent, Answer> beginActivation(
            Registration registration, RequestKey key, @Nullable String cardReferenceId) {
        return once(registration, key, step -> {
            List<CardEntry> waiting = waiting(registration, cardReferenceId, DeviceSteps::mayHaveCode);
            if (waiting.size() != 1) {
                return Answer.refused(
                        registration, waiting.isEmpty() ? Refusal.NO_CODE_EXPECTED : Refusal.CARD_AMBIGUOUS);
            }
            CardEntry card = waiting.getFirst();
            if (activation(card).checking()) {
                return Answer.refused(registration, Refusal.CODE_BEING_CHECKED);
            }
            step.change(
                            card.cardReferenceId(),
                            entry -> entry.withActivation(activation(entry).checkingCode()))
                    .start(RegistrationTasks.ofCard(
                            RegistrationTasks.CHECK_ACTIVATION,
                            card.cardReferenceId(),
                            RegistrationTasks.UNTIL_CHECKS_ARE_DONE));
            return Answer.accepted(registration, card.cardReferenceId());
        });
    }

    /**
     * What checking a code came to.
     *
     * @param result SUCCESS, or why the code did not do; null if it was found out later that it had no effect
     * @param again the request to remember the result for
     */
    static Decision<Registration, RegistrationEvent, Void> activationChecked(
            Registration registration, String cardReferenceId, @Nullable String result, @Nullable RequestKey again) {
        Registration remembering = again == null || result == null
                ? registration
                : registration.having(new AnsweredRequest(again.key(), again.fingerprint(), result));
        return IssuerSteps.on(remembering, cardReferenceId, RegistrationState::isStepUp, (step, card) -> {
            step.end(RegistrationTasks.id(RegistrationTasks.CHECK_ACTIVATION, cardReferenceId));
            Activation activation = card.activation();
            if (activation != null) {
                step.change(cardReferenceId, entry -> entry.withActivation(activation.checked(result)));
            }
            if (ActivationResult.SUCCESS.name().equals(result)) {
                IssuerSteps.authenticated(step, cardReferenceId);
            } else if (result != null) {
                refused(step, card, result);
            }
        });
    }

    /** A dead code leads back to choosing how to get another one. */
    private static void refused(Step step, CardEntry card, String result) {
        String id = card.cardReferenceId();
        step.happened(new ActivationRefused(id, result));
        if (Activation.isDeadAfter(result) && card.state() != RegistrationState.CODE_REQUESTED) {
            step.change(
                    id,
                    entry -> entry.in(RegistrationState.AUTHENTICATION_REQUIRED).because(result));
        }
    }

    /** Whether the code did is looked up at once. */
    static Decision<Registration, RegistrationEvent, Void> activationUnanswered(
            Registration registration, String cardReferenceId) {
        return IssuerSteps.on(
                registration,
                cardReferenceId,
                RegistrationState::isStepUp,
                (step, card) ->
                        step.start(RegistrationTasks.ofCard(RegistrationTasks.CHECK_ACTIVATION, cardReferenceId)));
    }

    /** The code was not handed on: neither the check nor its key is remembered. */
    static Decision<Registration, RegistrationEvent, Void> activationNotAsked(
            Registration registration, String cardReferenceId, RequestKey key) {
        return IssuerSteps.on(
                registration.without(key),
                cardReferenceId,
                RegistrationState::isStepUp,
                (step, card) -> step.change(
                                cardReferenceId,
                                entry -> entry.withActivation(activation(entry).notAsked()))
                        .end(RegistrationTasks.id(RegistrationTasks.CHECK_ACTIVATION, cardReferenceId)));
    }

    /** Found out by looking at the token: it is active, or the check had no effect. */
    public static Decision<Registration, RegistrationEvent, Void> activationFound(
            Registration registration, String cardReferenceId, boolean active) {
        return activationChecked(registration, cardReferenceId, active ? ActivationResult.SUCCESS.name() : null, null);
    }

    /** The company ended the token, or what it was to be: no code makes it active any more. */
    public static Decision<Registration, RegistrationEvent, Void> tokenEnded(
            Registration registration, String cardReferenceId, String errorCode) {
        return IssuerSteps.on(
                registration,
                cardReferenceId,
                RegistrationState::isStepUp,
                (step, card) -> step.endCard(cardReferenceId, RegistrationState.FAILED, errorCode));
    }

    private static Activation activation(CardEntry card) {
        return Objects.requireNonNull(card.activation(), "a code was asked for");
    }

    /** What a key that was used before is answered; null if it was not. */
    static @Nullable Decision<Registration, RegistrationEvent, Answer> answered(
            Registration registration, RequestKey key) {
        return registration.answered().stream()
                .filter(request -> request.key().equals(key.key()))
                .findFirst()
                .map(known -> known.fingerprint().equals(key.fingerprint())
                        ? new Answer(registration, null, true, null, known.result())
                        : Answer.refused(registration, Refusal.KEY_REUSED))
                .map(Decision::<Registration, RegistrationEvent, Answer>unchanged)
                .orElse(null);
    }

    /** Where no more is remembered, what can do no harm twice is done all the same. */
    static Registration remembering(Registration registration, RequestKey key) {
        return registration.answered().size() >= MOST_REQUESTS
                ? registration
                : registration.having(new AnsweredRequest(key.key(), key.fingerprint(), null));
    }

    /** A key that was used before has no second effect. */
    private static Decision<Registration, RegistrationEvent, Answer> once(
            Registration registration, RequestKey key, Function<Step, Answer> make) {
        Decision<Registration, RegistrationEvent, Answer> known = answered(registration, key);
        if (known != null) {
            return known;
        }
        if (registration.state().isFinal()) {
            return Decision.unchanged(Answer.refused(registration, Refusal.OVER));
        }
        if (registration.answered().size() >= MOST_REQUESTS) {
            return Decision.unchanged(Answer.refused(registration, Refusal.TOO_MANY_REQUESTS));
        }
        Step step = new Step(registration.having(new AnsweredRequest(key.key(), key.fingerprint(), null)));
        Answer answer = make.apply(step);
        return answer.refusal() == null ? step.accepting(answer) : Decision.unchanged(answer);
    }
}
