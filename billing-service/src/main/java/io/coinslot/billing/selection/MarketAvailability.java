package io.coinslot.billing.selection;

import io.coinslot.billing.catalog.Market;
import io.coinslot.billing.catalog.ServiceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which markets answer, as the market gateway has told. */
@FunctionalInterface
public interface MarketAvailability {
    /** Until when to prefer other markets, which may be over; null if the market answers as far as is known. */
    @Nullable
    Instant passOverUntil(ServiceId serviceId, Market market);
}
