package io.coinslot.billing.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/**
 * A product as it is sold now.
 *
 * @param type CONSUMABLE, DURABLE, CURRENCY or COUPON; more may follow
 */
public record Product(
        ProductId productId,
        String type,
        List<Price> prices,
        Map<Market, String> marketProductIds,
        @Nullable Instant saleStartsAt,
        @Nullable Instant saleEndsAt,
        boolean active) {
    public Product {
        prices = List.copyOf(prices);
        marketProductIds = Map.copyOf(marketProductIds);
    }

    /** Whether it is on sale at this time; the end is the first moment at which it is not. */
    public boolean isOnSale(Instant time) {
        return active
                && (saleStartsAt == null || !time.isBefore(saleStartsAt))
                && (saleEndsAt == null || time.isBefore(saleEndsAt));
    }

    /** The most precise prices for a buyer: none, one, or several if the currency is left open. */
    public List<Price> pricesFor(Market market, @Nullable String region, @Nullable CurrencyUnit currency) {
        List<Price> matching = prices.stream()
                .filter(price -> price.holdsFor(market, region, currency))
                .toList();
        int best = matching.stream().mapToInt(Price::precision).max().orElse(0);
        return matching.stream().filter(price -> price.precision() == best).toList();
    }
}
