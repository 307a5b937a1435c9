package io.coinslot.billing.purchase;

import io.coinslot.billing.catalog.ProductId;
import org.jspecify.annotations.Nullable;

/** What is bought, fixed when the purchase is requested. */
public record Item(
        ProductId productId,
        String productType,
        long quantity,
        @Nullable String marketProductId) {}
