package io.coinslot.billing.checkout;

import io.coinslot.billing.catalog.Market;
import io.coinslot.billing.catalog.ProductId;
import io.coinslot.billing.purchase.UserId;
import io.coinslot.servicekit.idempotency.DerivedId;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/** What a caller wants to have bought; of the right form, but not looked up yet. */
public record PurchaseDraft(
        UserId userId,
        ProductId productId,
        Market market,
        long quantity,
        @Nullable String region,
        @Nullable CurrencyUnit currency,
        @Nullable String deviceId) {

    /** Tells whether another request with the same key asks for the same. */
    String fingerprint() {
        return DerivedId.fingerprint(
                userId.value(),
                productId.value(),
                market.slug(),
                Long.toString(quantity),
                orEmpty(region),
                currency == null ? "" : currency.getCode(),
                orEmpty(deviceId));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
