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
import org.jspecify.annotations.Nullable;

/**
 * The claim of a card on the payment app instance of its registration, by everything that the card goes by: what the peers
 * call it, and once a token was made, what the financial company does.
 *
 * @param formerKeys by which it may be held since before references of numbers were told apart by their company
 */
record Claim(List<ClaimKey> keys, List<ClaimKey> formerKeys, String issuerId, String holder) {
    static Claim of(Registration registration, CardEntry card) {
        return by(names(card), numbers(card), registration, card);
    }

    /** What the card is not claimed by yet: the names that the financial company told and no peer did. */
    static Claim more(Registration registration, CardEntry card) {
        List<String> names = names(card);
        names.removeAll(card.source().names());
        List<String> numbers = numbers(card);
        numbers.remove(card.source().panUniqueReference());
        return by(names, numbers, registration, card);
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

    private static List<String> numbers(CardEntry card) {
        List<String> numbers = new ArrayList<>();
        if (card.source().panUniqueReference() != null) {
            numbers.add(card.source().panUniqueReference());
        }
        IssuedToken token = card.token();
        if (token != null && token.panUniqueReference() != null) {
            numbers.add(token.panUniqueReference());
        }
        return numbers;
    }

    private static Claim by(List<String> names, List<String> numbers, Registration registration, CardEntry card) {
        return new Claim(
                keys(names, registration),
                keys(numbers, registration),
                card.source().issuerId(),
                registration.registrationId() + "/" + card.cardReferenceId());
    }

    private static List<ClaimKey> keys(List<String> names, Registration registration) {
        String account = Objects.requireNonNull(registration.accountReference(), "the account was verified");
        String app = registration.request().paymentAppInstanceId();
        return names.stream()
                .distinct()
                .map(name -> ClaimKey.of(account, name, app))
                .toList();
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    /** Whose the card is now: this holder's, unless another one was before. */
    String heldBy(CardClaims claims, OtherRegistrations others) {
        String other = anotherSinceBefore(claims, others);
        return other == null ? claims.claim(keys, holder) : other;
    }

    private @Nullable String anotherSinceBefore(CardClaims claims, OtherRegistrations others) {
        for (ClaimKey formerKey : formerKeys) {
            String other = claims.formerHolder(formerKey);
            if (other != null && !other.equals(holder) && others.holdsCardOf(other, issuerId)) {
                return other;
            }
        }
        return null;
    }

    /** All keys that the card is held by: those of before too, if the claim was made then. */
    List<ClaimKey> heldKeys(CardClaims claims) {
        List<ClaimKey> held = new ArrayList<>(keys);
        formerKeys.stream()
                .filter(formerKey -> holder.equals(claims.formerHolder(formerKey)))
                .forEach(held::add);
        return held;
    }

    void release(CardClaims claims) {
        List<ClaimKey> all = new ArrayList<>(keys);
        all.addAll(formerKeys);
        claims.release(all, holder);
    }
}
