package io.coinslot.billing;

import io.coinslot.schemas.Money;
import io.coinslot.schemas.catalog.MarketLink;
import io.coinslot.schemas.catalog.MarketPreference;
import io.coinslot.schemas.catalog.Price;
import io.coinslot.schemas.catalog.ProductState;
import io.coinslot.schemas.catalog.ProductStateEnvelope;
import io.coinslot.schemas.catalog.ServiceState;
import io.coinslot.schemas.catalog.ServiceStateEnvelope;
import io.coinslot.schemas.market.AvailabilityState;
import io.coinslot.schemas.market.AvailabilityStateEnvelope;
import io.coinslot.servicekit.table.CompactedTable;
import io.coinslot.servicekit.table.CompactedTables;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The catalog's topics, filled by tests. */
final class FakeTables implements CompactedTables {
    private final Map<String, SpecificRecord> values = new ConcurrentHashMap<>();

    @Override
    public <V extends SpecificRecord> CompactedTable<V> follow(String topic, Class<V> envelopeType) {
        return new CompactedTable<>() {
            @Override
            public @Nullable V get(String key) {
                return envelopeType.cast(values.get(topic + " " + key));
            }

            @Override
            public Collection<V> values() {
                throw new UnsupportedOperationException();
            }

            @Override
            public boolean catchUp(Duration atMost) {
                return true;
            }
        };
    }

    void put(ServiceStateEnvelope envelope) {
        values.put("catalog.service-states.v1 " + envelope.getServiceId(), envelope);
    }

    void put(ProductStateEnvelope envelope) {
        values.put("catalog.product-states.v1 " + envelope.getProductKey(), envelope);
    }

    /** The market does not answer for the service until then. */
    void givenNotAnswering(String serviceId, String market, Instant until) {
        values.put(
                "market.availability-states.v1 " + serviceId + "/" + market,
                new AvailabilityStateEnvelope(
                        "e", serviceId, market, 1L, Instant.EPOCH, new AvailabilityState(until, Instant.EPOCH)));
    }

    /** A service that sells through these markets. */
    void givenService(String serviceId, @Nullable String webhookUrl, List<String> requiredConsents, String... markets) {
        List<MarketLink> links = List.of(markets).stream()
                .map(market -> new MarketLink(market, true, Map.of(), null))
                .toList();
        ServiceState state =
                new ServiceState("A game", "KRW", webhookUrl, 1, null, requiredConsents, links, List.of(), List.of());
        put(new ServiceStateEnvelope("e", serviceId, 1L, Instant.EPOCH, state));
    }

    /** One more preference of a service that is there. */
    void givenPreference(String serviceId, @Nullable String platform, @Nullable String region, String... markets) {
        ServiceStateEnvelope known =
                (ServiceStateEnvelope) Objects.requireNonNull(values.get("catalog.service-states.v1 " + serviceId));
        ServiceState state = (ServiceState) known.getEvent();
        List<MarketPreference> preferences = new ArrayList<>(state.getMarketPreferences());
        preferences.add(new MarketPreference(platform, region, null, List.of(markets)));
        put(new ServiceStateEnvelope(
                "e",
                serviceId,
                1L,
                Instant.EPOCH,
                ServiceState.newBuilder(state).setMarketPreferences(preferences).build()));
    }

    /** A product with one price for every market and region. */
    void givenProduct(String serviceId, String productId, String currency, long minorUnits) {
        givenProduct(serviceId, productId, List.of(price(null, null, currency, minorUnits)), null, true);
    }

    void givenProduct(
            String serviceId, String productId, List<Price> prices, @Nullable Instant saleEndsAt, boolean active) {
        ProductState state = new ProductState(
                serviceId,
                productId,
                productId,
                "CONSUMABLE",
                prices,
                Map.of("google-play", productId.replace('-', '_')),
                null,
                saleEndsAt,
                active);
        put(new ProductStateEnvelope("e", serviceId + "/" + productId, 1L, Instant.EPOCH, state));
    }

    static Price price(@Nullable String market, @Nullable String region, String currency, long minorUnits) {
        return new Price(market, region, new Money(minorUnits, currency));
    }
}
