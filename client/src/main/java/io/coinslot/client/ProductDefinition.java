package io.coinslot.client;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that is registered about a product; putting it replaces what was registered before. */
public record ProductDefinition(
        String name,
        ProductType type,
        List<Price> prices,
        Map<String, String> marketProductIds,
        @Nullable Instant saleStartsAt,
        @Nullable Instant saleEndsAt,
        boolean active) {

    public ProductDefinition {
        prices = List.copyOf(prices);
        marketProductIds = Map.copyOf(marketProductIds);
    }

    /** An active product without sale period and market product ids. */
    public static ProductDefinition of(String name, ProductType type, Price... prices) {
        return new ProductDefinition(name, type, List.of(prices), Map.of(), null, null, true);
    }

    /** The same product under its id at a market. */
    public ProductDefinition withMarketProductId(Market market, String marketProductId) {
        var ids = new java.util.HashMap<>(marketProductIds);
        ids.put(market.id(), marketProductId);
        return new ProductDefinition(name, type, prices, ids, saleStartsAt, saleEndsAt, active);
    }

    /** The same product on sale from one moment to another, open where null. */
    public ProductDefinition onSale(@Nullable Instant from, @Nullable Instant to) {
        return new ProductDefinition(name, type, prices, marketProductIds, from, to, active);
    }
}
