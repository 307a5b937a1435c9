package io.coinslot.cardregistry.offer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A name under which a peer may ask for a card of ours: opaque, good for that peer and that account alone, and not for
 * long.
 *
 * @param panUniqueReference of the card that was offered; null if none was known, or not kept yet
 */
public record CardReference(
        String cardReferenceId,
        String peerId,
        String accountReference,
        String tokenUniqueReference,
        @Nullable String panUniqueReference,
        Instant expiresAt) {}
