package io.coinslot.billing;

import io.coinslot.billing.catalog.Market;
import io.coinslot.billing.catalog.ServiceId;
import io.coinslot.billing.selection.MarketAvailability;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Markets that answer unless a test says otherwise. */
public final class FakeAvailability implements MarketAvailability {
    private final Map<Market, Instant> silent = new EnumMap<>(Market.class);

    public void passOver(Market market, Instant until) {
        silent.put(market, until);
    }

    @Override
    public @Nullable Instant passOverUntil(ServiceId serviceId, Market market) {
        return silent.get(market);
    }
}
