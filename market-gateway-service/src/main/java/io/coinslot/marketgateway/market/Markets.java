package io.coinslot.marketgateway.market;

import io.coinslot.marketgateway.payment.MarketAbilities;
import io.coinslot.marketgateway.payment.MarketId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The markets there are adapters for, by capability. */
public final class Markets {
    private final Map<Class<?>, Map<MarketId, OfMarket>> byCapability = new HashMap<>();

    /** @param capabilities whatever the markets' packages bring; one object may have several capabilities */
    public Markets(Collection<? extends OfMarket> capabilities) {
        for (OfMarket capability : capabilities) {
            for (Class<?> kind : capability.getClass().getInterfaces()) {
                register(kind, capability);
            }
        }
    }

    private void register(Class<?> kind, OfMarket capability) {
        OfMarket other =
                byCapability.computeIfAbsent(kind, any -> new HashMap<>()).put(capability.market(), capability);
        if (other != null) {
            throw new IllegalStateException(
                    capability.market() + " has " + kind.getSimpleName() + " twice: " + other + " and " + capability);
        }
    }

    /** The market's adapter of a capability, or null if the market does not have it. */
    public <C extends OfMarket> @Nullable C find(Class<C> capability, MarketId market) {
        OfMarket found = byCapability.getOrDefault(capability, Map.of()).get(market);
        return found == null ? null : capability.cast(found);
    }

    /** All markets' adapters of a capability. */
    public <C extends OfMarket> List<C> all(Class<C> capability) {
        return byCapability.getOrDefault(capability, Map.of()).values().stream()
                .map(capability::cast)
                .toList();
    }

    /** What the market can do. */
    public MarketAbilities abilities(MarketId market) {
        if (find(VerifiesReceipts.class, market) == null) {
            return MarketAbilities.UNKNOWN;
        }
        return new MarketAbilities(
                true,
                find(PreparesPayments.class, market) != null,
                find(FinishesPayments.class, market) != null,
                find(RefundsPayments.class, market) != null,
                find(CancelsPayments.class, market) != null);
    }
}
