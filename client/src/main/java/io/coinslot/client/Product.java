package io.coinslot.client;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A registered product; {@code version} rises with each change. */
public record Product(
        String productId,
        long version,
        String name,
        ProductType type,
        List<Price> prices,
        Map<String, String> marketProductIds,
        @Nullable Instant saleStartsAt,
        @Nullable Instant saleEndsAt,
        boolean active) {

    public Product {
        prices = List.copyOf(prices);
        marketProductIds = Map.copyOf(marketProductIds);
    }
}
