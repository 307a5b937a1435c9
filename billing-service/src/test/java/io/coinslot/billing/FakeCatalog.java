package io.coinslot.billing;

import io.coinslot.billing.catalog.Catalog;
import io.coinslot.billing.catalog.Market;
import io.coinslot.billing.catalog.MarketPreference;
import io.coinslot.billing.catalog.Price;
import io.coinslot.billing.catalog.Product;
import io.coinslot.billing.catalog.ProductId;
import io.coinslot.billing.catalog.SellingService;
import io.coinslot.billing.catalog.ServiceId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** A catalog that a test fills; what is announced shows only after catching up. */
public final class FakeCatalog implements Catalog {
    public static final ServiceId ARCADE = new ServiceId("arcade");
    private final Map<ServiceId, SellingService> services = new HashMap<>();
    private final Map<String, Product> products = new HashMap<>();
    private final Map<String, Product> announced = new HashMap<>();
    private List<MarketPreference> preferences = List.of();
    private int catchUps;
    private boolean isAway;

    /** The service arcade sells gem-100 at Google Play and Stripe and has a webhook. */
    public static FakeCatalog withArcade() {
        FakeCatalog catalog = new FakeCatalog();
        catalog.put(arcade("https://game.example/webhooks", Set.of()));
        catalog.put(ARCADE, product("gem-100", "KRW 1200"));
        return catalog;
    }

    public static SellingService arcade(@Nullable String webhookUrl, Set<String> requiredConsents) {
        return new SellingService(
                ARCADE,
                Set.of(Market.GOOGLE_PLAY, Market.GALAXY_STORE, Market.STRIPE),
                webhookUrl,
                1,
                List.of(),
                requiredConsents);
    }

    /** The service arcade, linked to these markets. */
    public static SellingService sellingThrough(Market... markets) {
        return new SellingService(ARCADE, Set.of(markets), null, 1, List.of(), Set.of());
    }

    public static Product product(String id, String price) {
        return new Product(
                new ProductId(id),
                "CONSUMABLE",
                List.of(new Price(null, null, Money.parse(price))),
                Map.of(Market.GOOGLE_PLAY, id.replace('-', '_')),
                null,
                null,
                true);
    }

    public static Product soldUntil(String id, Instant end) {
        return new Product(
                new ProductId(id),
                "CONSUMABLE",
                List.of(new Price(null, null, Money.parse("KRW 100"))),
                Map.of(Market.GOOGLE_PLAY, id),
                null,
                end,
                true);
    }

    public void put(SellingService service) {
        services.put(service.serviceId(), service);
    }

    public void put(ServiceId serviceId, Product product) {
        products.put(serviceId + "/" + product.productId(), product);
    }

    public void announce(ServiceId serviceId, Product product) {
        announced.put(serviceId + "/" + product.productId(), product);
    }

    public void prefer(MarketPreference... given) {
        preferences = List.of(given);
    }

    @Override
    public List<MarketPreference> marketPreferences(ServiceId serviceId) {
        return preferences;
    }

    public int catchUps() {
        return catchUps;
    }

    @Override
    public @Nullable SellingService service(ServiceId serviceId) {
        return services.get(serviceId);
    }

    @Override
    public @Nullable Product product(ServiceId serviceId, ProductId productId) {
        return products.get(serviceId + "/" + productId);
    }

    @Override
    public boolean catchUp() {
        catchUps++;
        if (isAway) {
            return false;
        }
        products.putAll(announced);
        return true;
    }

    /** What is announced cannot be read any more. */
    public void goAway() {
        isAway = true;
    }
}
