package io.coinslot.cardregistry.registration;

import io.coinslot.cardregistry.registration.RegistrationEvent.RegistrationRequested;
import io.coinslot.servicekit.aggregate.Aggregates;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Stored;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The registrations that devices asked for. */
public final class Registrations {
    private final Aggregates<Registration, RegistrationEvent> aggregates;

    public Registrations(Aggregates<Registration, RegistrationEvent> aggregates) {
        this.aggregates = aggregates;
    }

    /** Records a request, unless it was recorded before; the first step begins by itself. */
    public Requested request(Registration fresh) {
        Duration life = Duration.between(fresh.createdAt(), fresh.expiresAt());
        return aggregates
                .<Requested>createAndWait(
                        fresh.registrationId(),
                        known -> known != null
                                ? Decision.unchanged(new Requested(known, false))
                                : new Step(fresh)
                                        .happened(new RegistrationRequested())
                                        .start(RegistrationTasks.verifyAccount())
                                        .start(RegistrationTasks.expire(life))
                                        .accepted(new Requested(fresh, true)))
                .result();
    }

    /** The registration and its version, or null. */
    public @Nullable Stored<Registration> find(String registrationId) {
        return aggregates.find(registrationId);
    }

    public Answer select(String registrationId, RequestKey key, List<String> cardReferenceIds) {
        return decide(registrationId, known -> DeviceSteps.select(known, key, cardReferenceIds));
    }

    public Answer acceptTerms(String registrationId, RequestKey key, String termsId, Instant acceptedAt) {
        return decide(registrationId, known -> DeviceSteps.acceptTerms(known, key, termsId, acceptedAt));
    }

    public Answer requestCode(
            String registrationId, RequestKey key, String methodId, @Nullable String cardReferenceId) {
        return decide(registrationId, known -> DeviceSteps.requestCode(known, key, methodId, cardReferenceId));
    }

    public Answer beginActivation(String registrationId, RequestKey key, @Nullable String cardReferenceId) {
        return decide(registrationId, known -> DeviceSteps.beginActivation(known, key, cardReferenceId));
    }

    /** Records what checking a code came to. */
    public void activationChecked(
            String registrationId, String cardReferenceId, ActivationResult result, RequestKey key) {
        aggregates.handleAndWait(
                registrationId,
                known -> known == null
                        ? Step.nothing()
                        : DeviceSteps.activationChecked(known, cardReferenceId, result.name(), key));
    }

    /** The answer to a check was lost, or there was none: what became of it is looked up. */
    public void activationUnanswered(String registrationId, String cardReferenceId) {
        aggregates.handleAndWait(
                registrationId,
                known -> known == null ? Step.nothing() : DeviceSteps.activationUnanswered(known, cardReferenceId));
    }

    /** The code was not handed on: it is as if it had not been entered. */
    public void activationNotAsked(String registrationId, String cardReferenceId, RequestKey key) {
        aggregates.handleAndWait(
                registrationId,
                known -> known == null ? Step.nothing() : DeviceSteps.activationNotAsked(known, cardReferenceId, key));
    }

    public Answer cancel(String registrationId, RequestKey key) {
        return decide(registrationId, known -> Endings.cancel(known, key));
    }

    /** Something was heard of a task of the financial company. */
    public void heardOf(String taskId) {
        aggregates.handleAndWait(
                IssuerSteps.registrationOf(taskId),
                known -> known == null ? Step.nothing() : IssuerSteps.heardOf(known, taskId));
    }

    /** The token that a card led to which has ended is in the way of another registration. */
    public void leftBehind(String registrationId, String cardReferenceId) {
        aggregates.handleAndWait(
                registrationId,
                known -> known == null ? Step.nothing() : EndedCardSteps.leftBehind(known, cardReferenceId));
    }

    /** The claim of a card that ended is in the way of another registration. */
    public void heldBehind(String registrationId, String cardReferenceId) {
        aggregates.handleAndWait(
                registrationId,
                known -> known == null ? Step.nothing() : EndedCardSteps.heldBehind(known, cardReferenceId));
    }

    /** A peer told that cards it offered are gone. */
    public void cardsGone(String registrationId, String peerId, Set<String> peerCardReferences) {
        aggregates.handleAndWait(
                registrationId,
                known -> known == null ? Step.nothing() : Endings.cardsGone(known, peerId, peerCardReferences));
    }

    /**
     * An operator takes a card up that was never decided. One that was decided or dealt with stays as it is.
     *
     * @return the registration as it is then, if there is such a card
     */
    public Optional<Registration> resolve(String registrationId, String cardReferenceId, CardAction action) {
        return aggregates
                .<Optional<Registration>>handleAndWait(
                        registrationId, known -> UndecidedSteps.resolve(known, cardReferenceId, action))
                .result();
    }

    private Answer decide(
            String registrationId, Function<Registration, Decision<Registration, RegistrationEvent, Answer>> decide) {
        return aggregates
                .<Answer>handleAndWait(
                        registrationId,
                        known -> known == null
                                ? Decision.unchanged(Answer.refused(null, Refusal.NOT_FOUND))
                                : decide.apply(known))
                .result();
    }

    /** @param fresh false if it was asked for before */
    public record Requested(Registration registration, boolean fresh) {}
}
