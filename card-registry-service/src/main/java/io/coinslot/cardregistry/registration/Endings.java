package io.coinslot.cardregistry.registration;

import io.coinslot.servicekit.aggregate.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** How registrations end that nobody brings to their goal. */
public final class Endings {
    /** The card was removed or replaced at the peer after it had been offered. */
    public static final String CARD_GONE = "CARD_GONE";

    private Endings() {}

    /** Time is over: what still waits for a person or a peer ends; what lies with the financial company is awaited. */
    public static Decision<Registration, RegistrationEvent, Void> expire(Registration registration) {
        if (registration.state().isFinal()) {
            return Step.nothing();
        }
        Step step = new Step(registration);
        return stop(step, RegistrationState.EXPIRED).done();
    }

    /**
     * The device gave it up. What the financial company has been asked for ends when it is known what became of it, so
     * that a token it makes is deleted there.
     */
    static Decision<Registration, RegistrationEvent, Answer> cancel(Registration registration, RequestKey key) {
        Decision<Registration, RegistrationEvent, Answer> known = DeviceSteps.answered(registration, key);
        if (known != null) {
            return known;
        }
        if (registration.state() == RegistrationState.CANCELLED) {
            return Decision.unchanged(new Answer(registration, null, true, null, null));
        }
        if (registration.state().isFinal()) {
            return Decision.unchanged(Answer.refused(registration, Refusal.OVER));
        }
        Step step = stop(new Step(DeviceSteps.remembering(registration, key)), RegistrationState.CANCELLED);
        step.registration().cards().stream()
                .filter(CardEntry::isNotAskedYet)
                .forEach(card -> step.endCard(card.cardReferenceId(), RegistrationState.CANCELLED, null));
        if (step.registration().cards().stream().anyMatch(card -> card.state().isAtIssuer())) {
            step.to(step.registration().givingUp());
        }
        return registration.isGivenUp() && step.registration().cards().equals(registration.cards())
                ? Decision.unchanged(new Answer(registration, null, true, null, null))
                : step.accepting(Answer.accepted(registration, null));
    }

    private static Step stop(Step step, RegistrationState end) {
        List<CardEntry> cards = step.registration().cards();
        if (step.registration().state().compareTo(RegistrationState.CARDS_RECEIVED) < 0) {
            return step.endWhole(end, null);
        }
        cards.stream()
                .filter(card -> isStoppable(card.state()))
                .forEach(card -> step.endCard(card.cardReferenceId(), end, null));
        return step;
    }

    private static boolean isStoppable(RegistrationState state) {
        return state == RegistrationState.CARDS_RECEIVED
                || state == RegistrationState.SELECTION_PENDING
                || state == RegistrationState.TERMS_PENDING
                || state.isStepUp();
    }

    /**
     * A peer tells that cards it offered are no longer there. One that another peer offered too is had from that. What
     * the financial company has got already goes on; what nobody was told of yet, since other peers are still awaited,
     * is as if it had not been offered.
     */
    public static Decision<Registration, RegistrationEvent, Void> cardsGone(
            Registration registration, String peerId, Set<String> peerCardReferences) {
        Predicate<CardSource> isGone =
                source -> source.peerId().equals(peerId) && peerCardReferences.contains(source.peerCardReference());
        boolean areToldOf = registration.state().compareTo(RegistrationState.CARDS_RECEIVED) >= 0;
        List<CardEntry> left = new ArrayList<>();
        List<String> gone = new ArrayList<>();
        for (CardEntry card : registration.cards()) {
            CardEntry elsewhere = isStoppable(card.state()) ? card.without(isGone) : card;
            if (elsewhere == null) {
                gone.add(card.cardReferenceId());
            }
            if (elsewhere != null || areToldOf) {
                left.add(elsewhere == null ? card : elsewhere);
            }
        }
        if (gone.isEmpty() && left.equals(registration.cards())) {
            return Step.nothing();
        }
        Step step = new Step(registration.with(registration.peers(), left));
        if (areToldOf) {
            gone.forEach(card -> step.endCard(card, RegistrationState.FAILED, CARD_GONE));
        }
        return step.done();
    }
}
