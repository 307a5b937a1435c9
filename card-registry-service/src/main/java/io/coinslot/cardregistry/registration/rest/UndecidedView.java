package io.coinslot.cardregistry.registration.rest;

import io.coinslot.cardregistry.registration.CardAction;
import io.coinslot.cardregistry.registration.CardEntry;
import io.coinslot.cardregistry.registration.Registration;
import io.coinslot.cardregistry.registration.RegistrationState;
import io.coinslot.cardregistry.registration.Undecided;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A registration with cards that were never decided, as operators see it.
 *
 * @param cards those that were left to an operator, and those that operators dealt with
 */
record UndecidedView(
        String registrationId,
        String serviceId,
        String userId,
        String deviceId,
        String paymentAppInstanceId,
        Instant createdAt,
        List<Card> cards) {
    static UndecidedView of(Registration registration) {
        return new UndecidedView(
                registration.registrationId(),
                registration.applicant().serviceId(),
                registration.applicant().userId(),
                registration.applicant().deviceId(),
                registration.request().paymentAppInstanceId(),
                registration.createdAt(),
                registration.cards().stream()
                        .filter(card -> card.isLeftToOperator() || card.operatorActions() != null)
                        .map(Card::of)
                        .toList());
    }

    /** Whether this had its effect. */
    boolean wasDone(CardAction action) {
        return cards.stream().anyMatch(card -> card.audit().contains(action));
    }

    /**
     * @param leftToOperator false once it was dealt with, or decided
     * @param taskId under which the financial company knows it
     * @param undecided null once it was dealt with, and of cards that were left before this was noted
     */
    record Card(
            String cardReferenceId,
            String issuerId,
            @Nullable String accountPanSuffix,
            @Nullable String taskId,
            RegistrationState state,
            boolean leftToOperator,
            @Nullable Undecided undecided,
            List<CardAction> audit) {
        static Card of(CardEntry card) {
            return new Card(
                    card.cardReferenceId(),
                    card.source().issuerId(),
                    card.source().accountPanSuffix(),
                    card.taskId(),
                    card.state(),
                    card.isLeftToOperator(),
                    card.undecided(),
                    Objects.requireNonNullElse(card.operatorActions(), List.of()));
        }
    }
}
