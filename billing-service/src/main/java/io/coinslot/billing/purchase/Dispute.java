package io.coinslot.billing.purchase;

import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A chargeback. Counted once per dispute id.
 *
 * @param reason why, as the bank says it; null also in documents of an older version
 */
public record Dispute(
        String disputeId,
        Money amount,
        DisputeStatus status,
        @Nullable String reason) {
    boolean takesMoney() {
        return status != DisputeStatus.WON;
    }
}
