package io.coinslot.cardregistry.registration;

import org.jspecify.annotations.Nullable;

/**
 * A card as a peer holds it.
 *
 * @param peerCardReference the peer's name for it, good for us and this account alone
 * @param issuerId the financial company that issued it
 * @param paymentAccountReference names the account behind all numbers and tokens of the card; may be unknown
 */
public record CardSource(
        String peerId,
        String peerCardReference,
        String issuerId,
        @Nullable String paymentAccountReference,
        @Nullable String panUniqueReference,
        @Nullable String accountPanSuffix,
        ProductConfig productConfig) {

    /** What tells that two offers are the same card. */
    public String identity() {
        if (paymentAccountReference != null) {
            return paymentAccountReference;
        }
        return panUniqueReference == null ? peerId + "/" + peerCardReference : panUniqueReference;
    }
}
