package io.coinslot.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a service's client may do; what is null has the default, or no limit. */
public record ClientLimits(
        @Nullable Integer requestsPerSecond, @Nullable Integer burst, List<Amount> amountLimits) {

    public ClientLimits {
        amountLimits = List.copyOf(amountLimits);
    }

    /** What the client's purchases in one currency may come to, as decimal strings; null for no limit. */
    public record Amount(
            String currency,
            @Nullable String perPurchase,
            @Nullable String perDay) {}
}
