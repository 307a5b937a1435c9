package io.coinslot.cardregistry.registration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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

    /**
     * What the card goes by wherever it is seen, as far as the peer tells: the account behind it, and its number's
     * reference at the company. Two that have one of them in common are one card. A card of which neither is told goes by
     * the peer's own name for it.
     */
    public List<String> names() {
        List<String> names = names(issuerId, paymentAccountReference, panUniqueReference);
        return names.isEmpty() ? List.of(peerId + "/" + peerCardReference) : names;
    }

    /** What a card of a company goes by; nothing, if neither is known. */
    public static List<String> names(
            String issuerId, @Nullable String paymentAccountReference, @Nullable String panUniqueReference) {
        List<String> names = new ArrayList<>();
        if (paymentAccountReference != null) {
            names.add(paymentAccountReference);
        }
        if (panUniqueReference != null) {
            // References of account are given out for all companies, those of numbers by each for itself.
            names.add(issuerId + "/" + panUniqueReference);
        }
        return names;
    }

    /** The same card, had from another peer: the cardholder has seen it as it is. */
    CardSource from(CardSource other) {
        return new CardSource(
                other.peerId,
                other.peerCardReference,
                issuerId,
                paymentAccountReference,
                panUniqueReference,
                accountPanSuffix,
                productConfig);
    }

    /** Whether it is had from the same peer under the same name. */
    boolean isSamePlaceAs(CardSource other) {
        return peerId.equals(other.peerId) && peerCardReference.equals(other.peerCardReference);
    }

    boolean isSameCardAs(CardSource other) {
        return isSamePlaceAs(other) || !Collections.disjoint(names(), other.names());
    }

    /** This, with what another peer tells of the same card and this one does not. */
    CardSource completedBy(CardSource other) {
        return new CardSource(
                peerId,
                peerCardReference,
                issuerId,
                paymentAccountReference == null ? other.paymentAccountReference : paymentAccountReference,
                panUniqueReference == null && issuerId.equals(other.issuerId)
                        ? other.panUniqueReference
                        : panUniqueReference,
                accountPanSuffix,
                productConfig);
    }
}
