package io.coinslot.cardregistry.offer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A name under which a peer may ask for a card of ours: opaque, good for that peer and that account alone, and not for
 * long.
 *
 * @param panUniqueReference of the card that was offered; null if none was known, or not kept yet
 * @param accountPanSuffix its last digits, by which another card is told where there is no such reference; null as that
 */
public record CardReference(
        String cardReferenceId,
        String peerId,
        String accountReference,
        String tokenUniqueReference,
        @Nullable String panUniqueReference,
        @Nullable String accountPanSuffix,
        Instant expiresAt) {}
