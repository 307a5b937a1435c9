package io.coinslot.catalog.product;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.coinslot.servicekit.money.MoneyText;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A product as a client sends it; everything may be missing until it is checked. What is answered beside the rest may
 * be sent back.
 *
 * @param productId named in imports alone; elsewhere the path names it
 * @param saleStartsAt RFC 3339
 * @param saleEndsAt RFC 3339
 * @param active true if left out
 */
@JsonIgnoreProperties({"createdAt", "updatedAt", "version"})
record ProductBody(
        @Nullable String productId,
        @Nullable String name,
        @Nullable String type,
        @Nullable List<@Nullable PriceBody> prices,
        @Nullable Map<String, @Nullable String> marketProductIds,
        @Nullable String saleStartsAt,
        @Nullable String saleEndsAt,
        @Nullable Boolean active) {

    /** A price as a client sends it. */
    record PriceBody(
            @Nullable String market,
            @Nullable String region,
            @Nullable String amount,
            @Nullable String currency) {
        MoneyText money() {
            return new MoneyText(amount, currency);
        }
    }
}
