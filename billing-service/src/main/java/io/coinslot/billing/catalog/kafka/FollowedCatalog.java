package io.coinslot.billing.catalog.kafka;

import io.coinslot.billing.catalog.Catalog;
import io.coinslot.billing.catalog.Market;
import io.coinslot.billing.catalog.MarketPreference;
import io.coinslot.billing.catalog.Platform;
import io.coinslot.billing.catalog.Price;
import io.coinslot.billing.catalog.Product;
import io.coinslot.billing.catalog.ProductId;
import io.coinslot.billing.catalog.SellingService;
import io.coinslot.billing.catalog.SellingService.FormerSecret;
import io.coinslot.billing.catalog.ServiceId;
import io.coinslot.schemas.catalog.MarketLink;
import io.coinslot.schemas.catalog.ProductState;
import io.coinslot.schemas.catalog.ProductStateEnvelope;
import io.coinslot.schemas.catalog.ServiceState;
import io.coinslot.schemas.catalog.ServiceStateEnvelope;
import io.coinslot.servicekit.table.CompactedTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** The catalog as its topics tell it. Markets this version does not know are left out. */
public final class FollowedCatalog implements Catalog {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final CompactedTable<ServiceStateEnvelope> services;
    private final CompactedTable<ProductStateEnvelope> products;

    public FollowedCatalog(
            CompactedTable<ServiceStateEnvelope> services, CompactedTable<ProductStateEnvelope> products) {
        this.services = services;
        this.products = products;
    }

    @Override
    public @Nullable SellingService service(ServiceId serviceId) {
        ServiceStateEnvelope envelope = services.get(serviceId.value());
        return envelope == null ? null : service(serviceId, (ServiceState) envelope.getEvent());
    }

    @Override
    public List<MarketPreference> marketPreferences(ServiceId serviceId) {
        ServiceStateEnvelope envelope = services.get(serviceId.value());
        return envelope == null
                ? List.of()
                : ((ServiceState) envelope.getEvent())
                        .getMarketPreferences().stream()
                                .flatMap(FollowedCatalog::preference)
                                .toList();
    }

    /** A preference for a platform that this version does not know fits nobody here. */
    private static Stream<MarketPreference> preference(io.coinslot.schemas.catalog.MarketPreference told) {
        Platform platform = Platform.of(told.getPlatform());
        if (told.getPlatform() != null && platform == null) {
            return Stream.empty();
        }
        List<Market> markets = told.getMarkets().stream()
                .map(Market::of)
                .filter(Objects::nonNull)
                .toList();
        CurrencyUnit currency = told.getCurrency() == null ? null : CurrencyUnit.of(told.getCurrency());
        return Stream.of(new MarketPreference(platform, told.getRegion(), currency, markets));
    }

    @Override
    public @Nullable Product product(ServiceId serviceId, ProductId productId) {
        ProductStateEnvelope envelope = products.get(serviceId + "/" + productId);
        return envelope == null ? null : product((ProductState) envelope.getEvent());
    }

    @Override
    public boolean catchUp() {
        return services.catchUp(LONGEST_WAIT) && products.catchUp(LONGEST_WAIT);
    }

    private static SellingService service(ServiceId serviceId, ServiceState state) {
        Set<Market> markets = EnumSet.noneOf(Market.class);
        for (MarketLink link : state.getMarkets()) {
            Market market = Market.of(link.getMarket());
            if (market != null && link.getEnabled()) {
                markets.add(market);
            }
        }
        return new SellingService(
                serviceId,
                markets,
                state.getWebhookUrl(),
                state.getWebhookSecretGeneration(),
                formerSecrets(state),
                Set.copyOf(state.getRequiredConsents()));
    }

    /** A state of an older version knows the secret before the present one alone. */
    private static List<FormerSecret> formerSecrets(ServiceState state) {
        Instant previousValidUntil = state.getPreviousSecretValidUntil();
        if (state.getFormerWebhookSecrets().isEmpty() && previousValidUntil != null) {
            return List.of(new FormerSecret(state.getWebhookSecretGeneration() - 1, previousValidUntil));
        }
        return state.getFormerWebhookSecrets().stream()
                .map(former -> new FormerSecret(former.getGeneration(), former.getValidUntil()))
                .toList();
    }

    private static Product product(ProductState state) {
        List<Price> prices = new ArrayList<>(state.getPrices().size());
        for (var price : state.getPrices()) {
            Market market = Market.of(price.getMarket());
            if (market != null || price.getMarket() == null) {
                prices.add(new Price(market, price.getRegion(), money(price.getAmount())));
            }
        }
        Map<Market, String> ids = new EnumMap<>(Market.class);
        state.getMarketProductIds().forEach((slug, id) -> {
            Market market = Market.of(slug);
            if (market != null) {
                ids.put(market, id);
            }
        });
        return new Product(
                new ProductId(state.getProductId()),
                state.getType(),
                prices,
                ids,
                state.getSaleStartsAt(),
                state.getSaleEndsAt(),
                state.getActive());
    }

    private static Money money(io.coinslot.schemas.Money money) {
        return Money.ofMinor(CurrencyUnit.of(money.getCurrency()), money.getMinorUnits());
    }
}
