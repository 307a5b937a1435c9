package io.coinslot.billing.delivery;

import io.coinslot.billing.purchase.PurchaseLists;
import java.time.Clock;
import java.time.Instant;

/** How many deliveries games are late with, counted from time to time: what operators set their alarms on. */
public final class OverdueDeliveries {
    /** There is no use in counting further. */
    static final int MOST_COUNTED = 1_000;

    private final PurchaseLists lists;
    private final DeliveryTerms terms;
    private final Clock clock;
    private volatile long overdue;
    private volatile long missed;

    public OverdueDeliveries(PurchaseLists lists, DeliveryTerms terms, Clock clock) {
        this.lists = lists;
        this.terms = terms;
        this.clock = clock;
    }

    /** Counts anew. */
    public void count() {
        Instant now = clock.instant();
        overdue = dueBefore(now.plus(terms.alarmBefore()));
        missed = dueBefore(now);
    }

    private long dueBefore(Instant time) {
        return lists.countPendingDeliveries(new PurchaseLists.Due(null, time), MOST_COUNTED);
    }

    /** Paid and not granted although the deadline is near or past. */
    public long overdue() {
        return overdue;
    }

    /** Those of them whose deadline is past: the market may have given the money back. */
    public long missed() {
        return missed;
    }
}
