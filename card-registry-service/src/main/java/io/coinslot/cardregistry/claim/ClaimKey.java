package io.coinslot.cardregistry.claim;

import io.coinslot.servicekit.idempotency.DerivedId;

/** What can be held once: a card of an account on a payment app instance. */
public record ClaimKey(String value) {
    /**
     * @param cardIdentity tells one card from another, whatever number or token names it
     */
    public static ClaimKey of(String accountReference, String cardIdentity, String paymentAppInstanceId) {
        return new ClaimKey(DerivedId.of("clm_", accountReference, cardIdentity, paymentAppInstanceId));
    }
}
