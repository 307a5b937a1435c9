package io.coinslot.billing.catalog;

import org.jspecify.annotations.Nullable;

/** Billing's own copy of the catalog. */
public interface Catalog {
    @Nullable
    SellingService service(ServiceId serviceId);

    @Nullable
    Product product(ServiceId serviceId, ProductId productId);

    /** Waits a moment for what was published up to now. Call it before saying that something does not exist. */
    void catchUp();
}
