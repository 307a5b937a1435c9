package io.coinslot.billing.selection.kafka;

import io.coinslot.billing.catalog.Market;
import io.coinslot.billing.catalog.ServiceId;
import io.coinslot.billing.selection.MarketAvailability;
import io.coinslot.schemas.market.AvailabilityState;
import io.coinslot.schemas.market.AvailabilityStateEnvelope;
import io.coinslot.servicekit.table.CompactedTable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which markets answer, as the market gateway's topic tells it. */
public final class FollowedAvailability implements MarketAvailability {
    private final CompactedTable<AvailabilityStateEnvelope> states;

    public FollowedAvailability(CompactedTable<AvailabilityStateEnvelope> states) {
        this.states = states;
    }

    @Override
    public @Nullable Instant passOverUntil(ServiceId serviceId, Market market) {
        AvailabilityStateEnvelope envelope = states.get(serviceId + "/" + market.slug());
        return envelope == null ? null : ((AvailabilityState) envelope.getEvent()).getPassOverUntil();
    }
}
