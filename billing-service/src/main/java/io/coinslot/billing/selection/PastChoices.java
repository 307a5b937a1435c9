package io.coinslot.billing.selection;

import io.coinslot.billing.catalog.Market;
import io.coinslot.billing.catalog.ServiceId;
import io.coinslot.billing.purchase.UserId;
import java.util.List;

/** Where users have paid before. */
@FunctionalInterface
public interface PastChoices {
    /** The markets of the user's latest purchases that were paid, the newest first; only so many are looked at. */
    List<Market> newestFirst(ServiceId serviceId, UserId userId);
}
