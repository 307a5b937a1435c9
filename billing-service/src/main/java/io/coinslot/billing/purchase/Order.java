package io.coinslot.billing.purchase;

import io.coinslot.billing.catalog.Market;
import java.time.Instant;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for: it never changes.
 *
 * @param limited whether the total counts against limits of the user
 * @param clientDay the day of the client in which the total counts, or null if none is limited
 * @param choice why it is paid at its market; null if the caller named it and no platform
 * @param paymentToken the token of a registered card that is charged for it; null if the player pays
 */
public record Order(
        Buyer buyer,
        Item item,
        Market market,
        Money total,
        Instant createdAt,
        Instant expiresAt,
        boolean limited,
        @Nullable String clientDay,
        @Nullable MarketChoice choice,
        @Nullable String paymentToken) {
    /** Why it is paid at its market. */
    public MarketChoice marketChoice() {
        return choice == null ? MarketChoice.NAMED : choice;
    }

    /** Whether some limit has to be told what becomes of the purchase. */
    public boolean isCounted() {
        return limited || clientDay != null || paymentToken != null;
    }
}
