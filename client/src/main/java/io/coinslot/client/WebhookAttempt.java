package io.coinslot.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One try to send a webhook to the game: about a purchase, a settlement or a token. */
public record WebhookAttempt(
        String id,
        @Nullable String purchaseId,
        @Nullable String settlementId,
        @Nullable String tokenUniqueReference,
        @Nullable String type,
        @Nullable String status,
        @Nullable Integer httpStatus,
        @Nullable Instant at,
        @Nullable String failure) {}
