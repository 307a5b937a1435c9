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
        /** An inquiry: the bank asks and has taken nothing. */
        WARNING_NEEDS_RESPONSE,
        WARNING_CLOSED,
        NEEDS_RESPONSE,
        UNDER_REVIEW,
        WON,
        LOST;

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean isOpen() {
            return isInquiry() || this == NEEDS_RESPONSE || this == UNDER_REVIEW;
        }

        boolean isInquiry() {
            return this == WARNING_NEEDS_RESPONSE;
        }

        /** Whether the money is with the player's bank. */
        boolean takesMoney() {
            return this == NEEDS_RESPONSE || this == UNDER_REVIEW || this == LOST;
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
