package io.coinslot.marketgateway.claim;

import java.util.List;

/**
 * What a purchase claims when it is paid for.
 *
 * @param keys all of them, or the claim is another's
 * @param by whose look at the market makes the claim: it alone lets go of it
 */
public record Claim(List<ClaimKey> keys, String purchaseId, String by) {
    public Claim {
        keys = List.copyOf(keys);
    }
}
