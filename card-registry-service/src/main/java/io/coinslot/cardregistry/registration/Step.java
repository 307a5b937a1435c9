package io.coinslot.cardregistry.registration;

import io.coinslot.cardregistry.registration.RegistrationEvent.CardCancelled;
import io.coinslot.cardregistry.registration.RegistrationEvent.CardExpired;
import io.coinslot.cardregistry.registration.RegistrationEvent.CardFailed;
import io.coinslot.cardregistry.registration.RegistrationEvent.RegistrationCompleted;
import io.coinslot.cardregistry.registration.RegistrationEvent.RegistrationEnded;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.TaskDraft;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One decision about a registration while it is being made: the next state, what happened, what is to be done. */
final class Step {
    private final List<RegistrationEvent> events = new ArrayList<>();
    private final List<TaskDraft> started = new ArrayList<>();
    private final List<String> ended = new ArrayList<>();
    private Registration registration;

    Step(Registration registration) {
        this.registration = registration;
    }

    Registration registration() {
        return registration;
    }

    CardEntry card(String cardReferenceId) {
        return registration.card(cardReferenceId).orElseThrow();
    }

    Step to(Registration next) {
        registration = next;
        return this;
    }

    /** The registration as a whole moves on, along the table. */
    Step move(RegistrationState next) {
        if (!registration.state().mayBecome(next)) {
            throw new IllegalStateException(registration + " cannot become " + next);
        }
        registration = registration.in(next, registration.errorCode());
        return this;
    }

    Step change(String cardReferenceId, UnaryOperator<CardEntry> change) {
        registration = registration.withCard(cardReferenceId, change);
        return this;
    }

    Step happened(RegistrationEvent event) {
        events.add(event);
        return this;
    }

    Step start(TaskDraft task) {
        started.add(task);
        return this;
    }

    Step end(String taskId) {
        ended.add(taskId);
        return this;
    }

    /** The registration ends without a card having been chosen. Those that were found end with it, without a word. */
    Step endWhole(RegistrationState end, @Nullable String errorCode) {
        List<CardEntry> ended = registration.cards().stream()
                .map(card -> card.in(end).because(errorCode))
                .toList();
        registration = registration.with(registration.peers(), ended).in(end, errorCode);
        registration.peers().forEach(peer -> end(RegistrationTasks.SEARCH + ":" + peer.peerId()));
        return end(RegistrationTasks.VERIFY_ACCOUNT)
                .end(RegistrationTasks.EXPIRE)
                .happened(new RegistrationEnded(end, errorCode));
    }

    /** A card ends without being on the device: its claim is let go, and a token that was made is given back. */
    Step endCard(String cardReferenceId, RegistrationState end, @Nullable String reason) {
        CardEntry before = card(cardReferenceId);
        change(cardReferenceId, card -> card.in(end).because(reason));
        happened(
                switch (end) {
                    case EXPIRED -> new CardExpired(cardReferenceId);
                    case CANCELLED -> new CardCancelled(cardReferenceId);
                    default -> new CardFailed(cardReferenceId, reason == null ? end.name() : reason);
                });
        for (String kind : List.of(
                RegistrationTasks.FETCH_CREDENTIAL,
                RegistrationTasks.SUBMIT,
                RegistrationTasks.LOOK_UP,
                RegistrationTasks.SEND_CODE,
                RegistrationTasks.CHECK_ACTIVATION)) {
            end(RegistrationTasks.id(kind, cardReferenceId));
        }
        end(RegistrationTasks.heardOfTokenId(cardReferenceId));
        if (before.state().isAtIssuer() && Boolean.TRUE.equals(before.unanswered())) {
            start(RegistrationTasks.ofCard(
                    RegistrationTasks.LATE_TOKEN, cardReferenceId, RegistrationTasks.UNTIL_LATE_TOKENS_ARE_MADE));
        }
        return before.taskId() == null ? this : letGo(before);
    }

    /** Frees the card for another registration, after the financial company has dropped a token it made. */
    Step letGo(CardEntry card) {
        return start(RegistrationTasks.ofCard(
                card.token() == null ? RegistrationTasks.RELEASE : RegistrationTasks.DISCARD, card.cardReferenceId()));
    }

    <R> Decision.Accepted<Registration, RegistrationEvent, R> accepted(R result) {
        summarise();
        return new Decision.Accepted<>(registration, events, started, ended, result);
    }

    /** Accepts, and answers with the registration as it is then. */
    Decision<Registration, RegistrationEvent, Answer> accepting(Answer answer) {
        summarise();
        return accepted(new Answer(registration, null, answer.replayed(), answer.cardReferenceId(), answer.result()));
    }

    /** Accepts, and gives the registration as it is then. */
    Decision<Registration, RegistrationEvent, Optional<Registration>> acceptingItself() {
        summarise();
        return accepted(Optional.of(registration));
    }

    @SuppressWarnings("NullAway") // Void has no value but null.
    Decision<Registration, RegistrationEvent, Void> done() {
        return accepted(null);
    }

    @SuppressWarnings("NullAway") // Void has no value but null.
    static Decision<Registration, RegistrationEvent, Void> nothing() {
        return Decision.unchanged(null);
    }

    /** From the moment cards are known the registration shows where the least advanced of them is. */
    private void summarise() {
        List<CardEntry> cards = registration.cards();
        if (registration.state().isFinal() || registration.state().compareTo(RegistrationState.CARDS_RECEIVED) < 0) {
            return;
        }
        RegistrationState least = cards.stream()
                .map(CardEntry::state)
                .filter(state -> !state.isFinal())
                .min(Comparator.naturalOrder())
                .orElse(null);
        if (least != null) {
            registration = registration.in(least, registration.errorCode());
        } else {
            finish(cards);
        }
    }

    private void finish(List<CardEntry> cards) {
        end(RegistrationTasks.EXPIRE);
        int completed = (int) cards.stream()
                .filter(card -> card.state() == RegistrationState.COMPLETED)
                .count();
        if (completed > 0) {
            registration = registration.in(RegistrationState.COMPLETED, null);
            happened(new RegistrationCompleted(completed, cards.size() - completed));
            return;
        }
        CardEntry telling = cards.stream()
                .min(Comparator.comparing(card -> PRECEDENCE.indexOf(card.state())))
                .orElseThrow();
        registration = registration.in(telling.state(), telling.reasonCode());
        happened(new RegistrationEnded(telling.state(), telling.reasonCode()));
    }

    /** Which end tells most about a registration of several cards that all ended differently. */
    private static final List<RegistrationState> PRECEDENCE = List.of(
            RegistrationState.DECLINED,
            RegistrationState.FAILED,
            RegistrationState.EXPIRED,
            RegistrationState.CANCELLED);
}
