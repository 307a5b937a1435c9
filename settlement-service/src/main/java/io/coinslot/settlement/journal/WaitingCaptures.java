package io.coinslot.settlement.journal;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The captures that wait for a fee schedule, so that their service and operators see them. */
public interface WaitingCaptures {
    /** Adding one again changes nothing. */
    void add(WaitingCapture capture);

    /** Whether the purchase's own capture waits, or that of a further payment for it. */
    CompletionStage<Boolean> has(String purchaseId);

    /** The purchase's own capture is booked, or turned out to be. */
    CompletionStage<Void> remove(String purchaseId);

    /**
     * That of a further payment is booked, or turned out to be. So is the purchase's own then, and under its name older
     * versions kept what waited for either.
     */
    CompletionStage<Void> remove(String purchaseId, String transactionId);

    /** Those of a service in the order of their ids, after the one that is given. */
    List<WaitingCapture> of(String serviceId, @Nullable String afterId, int most);

    /** How many there are, counted up to a bound. */
    int count(int most);
}
