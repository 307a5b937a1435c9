package io.coinslot.settlement.journal;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The captures that wait for a fee schedule, so that their service and operators see them. */
public interface WaitingCaptures {
    /** Adding one again changes nothing. */
    void add(WaitingCapture capture);

    CompletionStage<Boolean> has(String purchaseId);

    /** It is booked, or turned out to be. */
    CompletionStage<Void> remove(String purchaseId);

    /** Those of a service in the order of their purchases' ids, after the one that is given. */
    List<WaitingCapture> of(String serviceId, @Nullable String afterPurchaseId, int most);

    /** How many there are, counted up to a bound. */
    int count(int most);
}
