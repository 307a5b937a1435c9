package io.coinslot.cardregistry.offer;

import java.time.Instant;

/**
 * A name under which a peer may ask for a card of ours: opaque, good for that peer and that account alone, and not for
 * long.
 */
public record CardReference(
        String cardReferenceId,
        String peerId,
        String accountReference,
        String tokenUniqueReference,
        Instant expiresAt) {}
