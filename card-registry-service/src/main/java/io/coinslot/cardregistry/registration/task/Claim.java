package io.coinslot.cardregistry.registration.task;

import io.coinslot.cardregistry.claim.ClaimKey;
import io.coinslot.cardregistry.registration.CardEntry;
import io.coinslot.cardregistry.registration.Registration;
import java.util.Objects;

/** The claim of a card on the payment app instance of its registration. */
record Claim(ClaimKey key, String holder) {
    static Claim of(Registration registration, CardEntry card) {
        return new Claim(
                ClaimKey.of(
                        Objects.requireNonNull(registration.accountReference(), "the account was verified"),
                        card.source().identity(),
                        registration.request().paymentAppInstanceId()),
                registration.registrationId() + "/" + card.cardReferenceId());
    }
}
