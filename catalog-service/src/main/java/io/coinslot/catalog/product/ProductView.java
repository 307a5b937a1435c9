package io.coinslot.catalog.product;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A product as it is answered. */
record ProductView(
        String productId,
        String name,
        ProductType type,
        List<PriceView> prices,
        Map<String, String> marketProductIds,
        @Nullable Instant saleStartsAt,
        @Nullable Instant saleEndsAt,
        boolean active,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    static ProductView of(Product product) {
        ProductDetails details = product.details();
        return new ProductView(
                product.productId().value(),
                details.name(),
                details.type(),
                details.prices().stream().map(PriceView::of).toList(),
                details.marketProductIds(),
                details.saleStartsAt(),
                details.saleEndsAt(),
                details.active(),
                product.createdAt(),
                product.updatedAt(),
                product.version());
    }

    /** A price as it is answered. */
    record PriceView(@Nullable String market, @Nullable String region, String amount, String currency) {
        static PriceView of(Price price) {
            return new PriceView(
                    price.market(),
                    price.region(),
                    price.amount().getAmount().toPlainString(),
                    price.amount().getCurrencyUnit().getCode());
        }
    }
}
