package io.coinslot.billing.purchase;

import org.joda.money.Money;

/** A chargeback. Counted once per dispute id. */
public record Dispute(String disputeId, Money amount, DisputeStatus status) {
    boolean takesMoney() {
        return status != DisputeStatus.WON;
    }
}
