package io.coinslot.catalog.product;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the game says about a product, checked.
 *
 * @param marketProductIds the product's id by market id
 * @param saleStartsAt from when it is sold (inclusive), or null for ever since
 * @param saleEndsAt until when (exclusive), or null for no end
 */
public record ProductDetails(
        String name,
        ProductType type,
        List<Price> prices,
        Map<String, String> marketProductIds,
        @Nullable Instant saleStartsAt,
        @Nullable Instant saleEndsAt,
        boolean active) {
    public ProductDetails {
        prices = List.copyOf(prices);
        marketProductIds = Collections.unmodifiableMap(new TreeMap<>(marketProductIds));
    }
}
