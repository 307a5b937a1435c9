package io.coinslot.cardregistry.registration;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The next version of a registration: the same but for what is set. */
final class RegistrationDraft {
    private final String registrationId;
    private final Applicant applicant;
    private final DeviceRequest request;
    private final String requestFingerprint;
    private final Instant createdAt;
    private final Instant expiresAt;
    private RegistrationState state;
    private @Nullable String sealedAssertion;
    private @Nullable String accountReference;
    private List<PeerSearch> peers;
    private List<CardEntry> cards;
    private List<AnsweredRequest> answered;
    private @Nullable String errorCode;
    private @Nullable Boolean givenUp;

    RegistrationDraft(Registration registration) {
        this.registrationId = registration.registrationId();
        this.applicant = registration.applicant();
        this.request = registration.request();
        this.requestFingerprint = registration.requestFingerprint();
        this.createdAt = registration.createdAt();
        this.expiresAt = registration.expiresAt();
        this.state = registration.state();
        this.sealedAssertion = registration.sealedAssertion();
        this.accountReference = registration.accountReference();
        this.peers = registration.peers();
        this.cards = registration.cards();
        this.answered = registration.answered();
        this.errorCode = registration.errorCode();
        this.givenUp = registration.givenUp();
    }

    RegistrationDraft state(RegistrationState state) {
        this.state = state;
        return this;
    }

    RegistrationDraft sealedAssertion(@Nullable String sealedAssertion) {
        this.sealedAssertion = sealedAssertion;
        return this;
    }

    RegistrationDraft accountReference(@Nullable String accountReference) {
        this.accountReference = accountReference;
        return this;
    }

    RegistrationDraft peers(List<PeerSearch> peers) {
        this.peers = peers;
        return this;
    }

    RegistrationDraft cards(List<CardEntry> cards) {
        this.cards = cards;
        return this;
    }

    RegistrationDraft answered(List<AnsweredRequest> answered) {
        this.answered = answered;
        return this;
    }

    RegistrationDraft errorCode(@Nullable String errorCode) {
        this.errorCode = errorCode;
        return this;
    }

    RegistrationDraft givenUp(@Nullable Boolean givenUp) {
        this.givenUp = givenUp;
        return this;
    }

    Registration registration() {
        return new Registration(
                registrationId,
                applicant,
                request,
                requestFingerprint,
                createdAt,
                expiresAt,
                state,
                sealedAssertion,
                accountReference,
                peers,
                cards,
                answered,
                errorCode,
                givenUp);
    }
}
