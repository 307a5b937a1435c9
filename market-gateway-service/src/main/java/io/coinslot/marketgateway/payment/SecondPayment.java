package io.coinslot.marketgateway.payment;

import java.util.List;

/**
 * A payment for a purchase that another transaction had paid: it grants nothing and is given back.
 *
 * @param refunds what of it has gone back, or is on its way
 */
public record SecondPayment(Capture capture, List<Refund> refunds, List<Dispute> disputes) {
    public SecondPayment {
        refunds = List.copyOf(refunds);
        disputes = List.copyOf(disputes);
    }

    static SecondPayment of(Capture capture) {
        return new SecondPayment(capture, List.of(), List.of());
    }

    /** As it stands after a decision on {@link Payment#asPaidBy}. */
    SecondPayment as(Payment decided) {
        return new SecondPayment(capture, decided.refunds(), decided.disputes());
    }

    boolean holds(String refundId) {
        return refunds.stream().anyMatch(refund -> refundId.equals(refund.refundId()));
    }
}
