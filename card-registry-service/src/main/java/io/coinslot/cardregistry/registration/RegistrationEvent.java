package io.coinslot.cardregistry.registration;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened to a registration; published under the record's own name. */
public sealed interface RegistrationEvent {
    record RegistrationRequested() implements RegistrationEvent {}

    record AccountVerified() implements RegistrationEvent {}

    record PeersRequested(List<String> peers) implements RegistrationEvent {}

    record PeerGivenUp(String peer, String errorCode) implements RegistrationEvent {}

    record CardsReceived(List<CardEntry> cards) implements RegistrationEvent {}

    record CardsSelected(List<String> cardReferenceIds) implements RegistrationEvent {}

    record TermsAccepted(List<String> cardReferenceIds, String termsAndConditionsAssetId, Instant acceptedAt)
            implements RegistrationEvent {}

    record CardSubmitted(String cardReferenceId, String taskId) implements RegistrationEvent {}

    record CardApproved(String cardReferenceId, String tokenUniqueReference) implements RegistrationEvent {}

    record CardAuthenticationRequired(String cardReferenceId, String tokenUniqueReference, List<String> methodTypes)
            implements RegistrationEvent {}

    record ActivationCodeRequested(String cardReferenceId, String methodType) implements RegistrationEvent {}

    record ActivationCodeSent(String cardReferenceId) implements RegistrationEvent {}

    record ActivationCodeNotSent(String cardReferenceId, String errorCode) implements RegistrationEvent {}

    record ActivationRefused(String cardReferenceId, String result) implements RegistrationEvent {}

    record CardAuthenticated(String cardReferenceId) implements RegistrationEvent {}

    record CardDeclined(String cardReferenceId, String declineReasonCode) implements RegistrationEvent {}

    record CardOutcomeUnknown(String cardReferenceId, String taskId) implements RegistrationEvent {}

    record CardLeftToOperator(String cardReferenceId, String taskId, String reason) implements RegistrationEvent {}

    record CardCompleted(String cardReferenceId, String tokenUniqueReference) implements RegistrationEvent {}

    record CardExpired(String cardReferenceId) implements RegistrationEvent {}

    record CardCancelled(String cardReferenceId) implements RegistrationEvent {}

    record CardFailed(String cardReferenceId, String errorCode) implements RegistrationEvent {}

    record RegistrationCompleted(int completedCards, int otherCards) implements RegistrationEvent {}

    record RegistrationEnded(
            RegistrationState state, @Nullable String errorCode) implements RegistrationEvent {}
}
