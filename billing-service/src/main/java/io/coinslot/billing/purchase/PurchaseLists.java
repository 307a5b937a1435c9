package io.coinslot.billing.purchase;

import io.coinslot.billing.catalog.Market;
import io.coinslot.billing.catalog.ServiceId;
import io.coinslot.servicekit.aggregate.Stored;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds purchases other than by their id. A page goes on after the place at which the one before it ended. */
public interface PurchaseLists {
    /** The purchases that match, newest first. */
    List<Stored<Purchase>> newestFirst(Query query, @Nullable Place after, int limit);

    /** The purchases that are paid and not granted, those with the nearest deadline first. */
    List<Stored<Purchase>> pendingDeliveries(Due due, @Nullable Place after, int limit);

    /** How many purchases are paid and not granted; counts no further than to the most. */
    long countPendingDeliveries(Due due, int most);

    /** The markets of the user's newest purchases as far as they were paid, the newest first: at most twenty are read. */
    List<Market> marketsPaidAt(ServiceId serviceId, UserId userId);

    /**
     * Which purchases; what is null does not narrow.
     *
     * @param from the earliest creation
     * @param to the first creation that is too late
     */
    record Query(
            ServiceId serviceId,
            @Nullable UserId userId,
            @Nullable PurchaseStatus status,
            @Nullable Market market,
            @Nullable Instant from,
            @Nullable Instant to) {}

    /**
     * Which deliveries; what is null does not narrow.
     *
     * @param before the first deadline that is too late
     */
    record Due(@Nullable ServiceId serviceId, @Nullable Instant before) {}

    /** Where a page ended: the time it was ordered by, and the id. */
    record Place(Instant time, String id) {}
}
