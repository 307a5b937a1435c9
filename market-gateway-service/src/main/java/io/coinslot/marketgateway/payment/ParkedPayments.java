package io.coinslot.marketgateway.payment;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Payments that have something for operators, in the time a page takes. */
public interface ParkedPayments {
    /**
     * A page of them, by their purchases' ids.
     *
     * @param after the last id of the page before, or null for the first page
     */
    List<Payment> page(@Nullable String after, int limit);
}
