package io.coinslot.simulators.stripe;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A dispute that a player's bank opened over a charge. */
record Dispute(
        String id,
        String account,
        String charge,
        String intent,
        long amount,
        String currency,
        String reason,
        DisputeStatus status,
        List<String> balanceTransactions,
        long created) {

    /** How a dispute stands. */
    enum DisputeStatus {
        NEEDS_RESPONSE,
        UNDER_REVIEW,
        WON,
        LOST;

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean isOpen() {
            return this == NEEDS_RESPONSE || this == UNDER_REVIEW;
        }
    }

    Dispute with(DisputeStatus newStatus) {
        return new Dispute(
                id, account, charge, intent, amount, currency, reason, newStatus, balanceTransactions, created);
    }

    Dispute booked(String transaction) {
        List<String> more = new ArrayList<>(balanceTransactions);
        more.add(transaction);
        return new Dispute(id, account, charge, intent, amount, currency, reason, status, List.copyOf(more), created);
    }
}
