package io.coinslot.marketgateway.claim;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which purchase a market transaction pays for. */
public interface Claims {
    /**
     * Claims a transaction, and the receipt it was found by, for a purchase, unless another purchase holds any of the
     * keys. Waits until the claim is durable.
     *
     * @return the purchase that holds it: the claim's own, or the one that was first
     */
    String claim(Claim claim);

    /** Lets go of what this purchase claimed by this very look; what others hold stays theirs. Durable when it returns. */
    void release(Claim claim);

    /** The purchase that holds the first of the keys that is held at all, or null. */
    @Nullable
    String holderOf(List<ClaimKey> keys);
}
