package io.coinslot.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a billing token stands for. */
public record ResolvedBilling(
        String purchaseId,
        @Nullable String userId,
        @Nullable String productId,
        @Nullable Market market,
        @Nullable Integer quantity,
        @Nullable Money total,
        @Nullable Instant expiresAt,
        @Nullable BillingInformation billing) {}
