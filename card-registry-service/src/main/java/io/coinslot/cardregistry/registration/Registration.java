package io.coinslot.cardregistry.registration;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A device's request for the cards that its account registered elsewhere, and what became of it.
 *
 * @param requestFingerprint tells whether a repeated request asks for the same
 * @param sealedAssertion the account assertion under our own key; erased when no peer has to be shown it any more
 * @param accountReference names the account among those of all providers, once verified
 * @param peers which peers are asked
 * @param cards all that were offered, until the cardholder has chosen; then the chosen ones
 * @param errorCode why the registration as a whole failed
 * @param givenUp true if the device gave it up while the financial company was being asked
 */
public record Registration(
        String registrationId,
        Applicant applicant,
        DeviceRequest request,
        String requestFingerprint,
        Instant createdAt,
        Instant expiresAt,
        RegistrationState state,
        @Nullable String sealedAssertion,
        @Nullable String accountReference,
        List<PeerSearch> peers,
        List<CardEntry> cards,
        List<AnsweredRequest> answered,
        @Nullable String errorCode,
        @Nullable Boolean givenUp) {
    public Registration {
        peers = List.copyOf(peers);
        cards = List.copyOf(cards);
        answered = List.copyOf(answered);
    }

    /** As it is when the device asks. */
    public static Registration requested(
            String registrationId,
            Applicant applicant,
            DeviceRequest request,
            String fingerprint,
            String sealedAssertion,
            Instant createdAt,
            Instant expiresAt) {
        return new Registration(
                registrationId,
                applicant,
                request,
                fingerprint,
                createdAt,
                expiresAt,
                RegistrationState.RECEIVED,
                sealedAssertion,
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                null);
    }

    public Optional<CardEntry> card(String cardReferenceId) {
        return cards.stream()
                .filter(card -> card.cardReferenceId().equals(cardReferenceId))
                .findFirst();
    }

    public Optional<CardEntry> cardOfTask(String taskId) {
        return cards.stream().filter(card -> taskId.equals(card.taskId())).findFirst();
    }

    /** What the device is told first, and again if it asks again. */
    public Registration asRequested() {
        return requested(registrationId, applicant, request, requestFingerprint, "", createdAt, expiresAt);
    }

    Registration in(RegistrationState next, @Nullable String error) {
        return draft().state(next)
                .sealedAssertion(next.isFinal() ? null : sealedAssertion)
                .errorCode(error)
                .registration();
    }

    /** What the financial company makes of it is not wanted any more. */
    Registration givingUp() {
        return draft().givenUp(true).registration();
    }

    public boolean isGivenUp() {
        return Boolean.TRUE.equals(givenUp);
    }

    Registration ofAccount(String reference, List<PeerSearch> asked) {
        return draft().accountReference(reference).peers(asked).registration();
    }

    Registration with(List<PeerSearch> searches, List<CardEntry> entries) {
        boolean stillNeeded = searches.stream().anyMatch(peer -> !peer.answered());
        return draft().sealedAssertion(stillNeeded ? sealedAssertion : null)
                .peers(searches)
                .cards(entries)
                .registration();
    }

    Registration withCard(String cardReferenceId, UnaryOperator<CardEntry> change) {
        List<CardEntry> changed = cards.stream()
                .map(card -> card.cardReferenceId().equals(cardReferenceId) ? change.apply(card) : card)
                .toList();
        return with(peers, changed);
    }

    Registration having(AnsweredRequest fresh) {
        List<AnsweredRequest> all = new ArrayList<>(answered);
        all.removeIf(known -> known.key().equals(fresh.key()));
        all.add(fresh);
        return draft().answered(all).registration();
    }

    Registration without(RequestKey key) {
        return draft().answered(answered.stream()
                        .filter(known -> !known.key().equals(key.key()))
                        .toList())
                .registration();
    }

    private RegistrationDraft draft() {
        return new RegistrationDraft(this);
    }

    /** Never the assertion. */
    @Override
    public String toString() {
        return "Registration[" + registrationId + ", " + state + "]";
    }
}
