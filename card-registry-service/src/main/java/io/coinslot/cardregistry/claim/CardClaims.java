package io.coinslot.cardregistry.claim;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which registration, or the token it led to, has a card on a payment app instance. */
public interface CardClaims {
    /**
     * Claims a card for a holder, unless another one holds it by any of its names. Waits until the claim is durable; of
     * those that claim at the same time, from whatever process, one is first. Who was not has to release what they got.
     *
     * @param keys one for each name that the card goes by
     * @return the holder: the given one, or one that was before
     */
    String claim(List<ClaimKey> keys, String holder);

    /**
     * Who holds a card by a name of before references of numbers were told apart by their company. Nothing is claimed by
     * such names any more.
     *
     * @return null if nobody does, or if no claim here is that old
     */
    @Nullable
    String formerHolder(ClaimKey formerKey);

    /** Lets a claim go; nothing happens to what is another's. */
    void release(List<ClaimKey> keys, String holder);
}
