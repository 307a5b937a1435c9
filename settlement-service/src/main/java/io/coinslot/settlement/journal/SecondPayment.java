package io.coinslot.settlement.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A payment for a purchase that another transaction had paid.
 *
 * @param reference the market's id of its transaction
 * @param testPurchase never booked, nor what becomes of it, whatever the other payment was
 * @param disputes of it; null in documents of an older version
 */
public record SecondPayment(
        String reference, boolean testPurchase, @Nullable List<Dispute> disputes) {
    public SecondPayment {
        disputes = disputes == null ? List.of() : List.copyOf(disputes);
    }

    static SecondPayment captured(String reference, boolean testPurchase) {
        return new SecondPayment(reference, testPurchase, List.of());
    }

    Optional<Dispute> dispute(String disputeId) {
        return known().stream()
                .filter(dispute -> dispute.reference().equals(disputeId))
                .findFirst();
    }

    SecondPayment with(Dispute dispute) {
        List<Dispute> next = new ArrayList<>(known());
        next.removeIf(other -> other.reference().equals(dispute.reference()));
        next.add(dispute);
        return new SecondPayment(reference, testPurchase, next);
    }

    private List<Dispute> known() {
        return disputes == null ? List.of() : disputes;
    }
}
