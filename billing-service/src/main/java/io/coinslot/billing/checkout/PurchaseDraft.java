package io.coinslot.billing.checkout;

import io.coinslot.billing.catalog.Market;
import io.coinslot.billing.catalog.Platform;
import io.coinslot.billing.catalog.ProductId;
import io.coinslot.billing.purchase.UserId;
import io.coinslot.servicekit.idempotency.DerivedId;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/** What a caller wants to have bought; of the right form, but not looked up yet. */
public record PurchaseDraft(
        UserId userId,
        ProductId productId,
        @Nullable Market market,
        long quantity,
        @Nullable String region,
        @Nullable CurrencyUnit currency,
        @Nullable String deviceId,
        @Nullable Platform platform,
        @Nullable String paymentToken) {

    /** Tells whether another request with the same key asks for the same. What is asked for counts, not what is chosen. */
    String fingerprint() {
        List<String> parts = new ArrayList<>(List.of(
                userId.value(),
                productId.value(),
                market == null ? "" : market.slug(),
                Long.toString(quantity),
                orEmpty(region),
                currency == null ? "" : currency.getCode(),
                orEmpty(deviceId)));
        if (platform != null) {
            // Requests that came before there were platforms keep their fingerprint.
            parts.add(platform.slug());
        }
        if (paymentToken != null) {
            parts.add("paymentToken:" + paymentToken);
        }
        return DerivedId.fingerprint(parts.toArray(String[]::new));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
