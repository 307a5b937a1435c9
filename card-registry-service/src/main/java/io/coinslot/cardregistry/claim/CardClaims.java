package io.coinslot.cardregistry.claim;

/** Which registration, or the token it led to, has a card on a payment app instance. */
public interface CardClaims {
    /**
     * Claims a card for a holder, unless another one holds it. Waits until the claim is durable; two that claim at the
     * same time, from whatever process, get the same answer.
     *
     * @return the holder: the given one, or the one that was first
     */
    String claim(ClaimKey key, String holder);

    /** Lets a claim go; nothing happens if it is another's. */
    void release(ClaimKey key, String holder);
}
