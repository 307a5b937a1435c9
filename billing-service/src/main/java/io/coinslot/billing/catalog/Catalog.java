package io.coinslot.billing.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Billing's own copy of the catalog. */
public interface Catalog {
    @Nullable
    SellingService service(ServiceId serviceId);

    /** Which markets the service takes for purchases that name none; none if the service is not known. */
    List<MarketPreference> marketPreferences(ServiceId serviceId);

    @Nullable
    Product product(ServiceId serviceId, ProductId productId);

    /**
     * Waits a moment for what was published up to now. Call it before saying that something does not exist.
     *
     * @return false if that could not be read: then nobody knows what there is
     */
    boolean catchUp();
}
