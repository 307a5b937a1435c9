package io.coinslot.cardregistry.registration.task;

import io.coinslot.cardregistry.claim.CardClaims;
import io.coinslot.cardregistry.claim.ClaimKey;
import io.coinslot.cardregistry.registration.CardEntry;
import io.coinslot.cardregistry.registration.CardSource;
import io.coinslot.cardregistry.registration.IssuedToken;
import io.coinslot.cardregistry.registration.Registration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The claim of a card on the payment app instance of its registration, by everything that the card goes by: what the peers
 * call it, and once a token was made, what the financial company does.
 */
record Claim(List<ClaimKey> keys, String holder) {
    static Claim of(Registration registration, CardEntry card) {
        return by(names(card), registration, card);
    }

    /** What the card is not claimed by yet: the names that the financial company told and no peer did. */
    static Claim more(Registration registration, CardEntry card) {
        List<String> names = names(card);
        names.removeAll(card.source().names());
        return by(names, registration, card);
    }

    private static List<String> names(CardEntry card) {
        List<String> names = new ArrayList<>(card.source().names());
        IssuedToken token = card.token();
        if (token != null) {
            names.addAll(CardSource.names(
                    card.source().issuerId(), token.paymentAccountReference(), token.panUniqueReference()));
        }
        return names;
    }

    private static Claim by(List<String> names, Registration registration, CardEntry card) {
        String account = Objects.requireNonNull(registration.accountReference(), "the account was verified");
        String app = registration.request().paymentAppInstanceId();
        return new Claim(
                names.stream()
                        .distinct()
                        .map(name -> ClaimKey.of(account, name, app))
                        .toList(),
                registration.registrationId() + "/" + card.cardReferenceId());
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    /** Whether the card is this holder's now. */
    boolean isHeld(CardClaims claims) {
        return claims.claim(keys, holder).equals(holder);
    }

    void release(CardClaims claims) {
        claims.release(keys, holder);
    }
}
