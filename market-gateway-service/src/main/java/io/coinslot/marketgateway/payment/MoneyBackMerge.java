package io.coinslot.marketgateway.payment;

import io.coinslot.marketgateway.payment.MoneyBack.MarketDispute;
import io.coinslot.marketgateway.payment.MoneyBack.MarketRefund;
import io.coinslot.marketgateway.payment.MoneyBack.OnlyInForce;
import io.coinslot.marketgateway.payment.PaymentEvent.Initiator;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Merges what the market's record tells of money that went back into a payment, each id once, in whatever order. */
final class MoneyBackMerge {
    private final List<PaymentEvent> events = new ArrayList<>();
    private Payment payment;

    MoneyBackMerge(Payment payment) {
        this.payment = payment;
    }

    Payment payment() {
        return payment;
    }

    /** The events of what was not known yet. */
    List<PaymentEvent> apply(List<MoneyBack> told) {
        for (MoneyBack one : told) {
            switch (one) {
                case MarketRefund refund -> refund(refund);
                case MarketDispute dispute -> dispute(dispute);
                case OnlyInForce inForce -> reverseOthers(inForce);
            }
        }
        return List.copyOf(events);
    }

    private void refund(MarketRefund told) {
        Refund counted = countedAs(told.marketRefundId());
        Refund known = counted == null ? ownRequest(told) : counted;
        if (known == null) {
            add(told);
        } else if (told.failed()) {
            fail(known, told);
        } else if (known.status() == Refund.Status.REQUESTED || isTakenForFailed(known)) {
            confirm(known, told);
        }
    }

    private void add(MarketRefund told) {
        Refund.Status status = told.failed() ? Refund.Status.FAILED : Refund.Status.REFUNDED;
        Refund fresh = new Refund(told.refundId(), told.marketRefundId(), told.amount(), status, told.reason());
        payment = payment.withRefund(other -> false, fresh);
        if (!told.failed()) {
            events.add(new PaymentEvent.PaymentRefunded(
                    told.refundId(), told.marketRefundId(), told.amount(), told.initiator(), told.reason()));
        }
    }

    private void confirm(Refund known, MarketRefund told) {
        payment = payment.withRefund(known::equals, known.confirmedAs(told.marketRefundId(), told.amount()));
        events.add(new PaymentEvent.PaymentRefunded(
                known.refundId(), told.marketRefundId(), told.amount(), Initiator.SERVICE, known.reason()));
    }

    /** The call seemed to have failed, and the market has made the refund all the same. */
    private static boolean isTakenForFailed(Refund known) {
        return known.status() == Refund.Status.FAILED && known.marketRefundId() == null;
    }

    private void fail(Refund known, MarketRefund told) {
        if (known.status() == Refund.Status.REFUNDED) {
            payment = payment.withRefund(known::equals, known.to(Refund.Status.REVERSED));
            events.add(new PaymentEvent.PaymentRefundReversed(told.marketRefundId(), known.amount()));
        } else if (known.status() == Refund.Status.REQUESTED && known.refundId() != null) {
            payment = payment.withRefund(known::equals, known.to(Refund.Status.FAILED));
            events.add(new PaymentEvent.PaymentRefundFailed(
                    known.refundId(), "REFUND_FAILED", told.reason() == null ? "It failed later" : told.reason()));
        }
    }

    private void reverseOthers(OnlyInForce told) {
        for (Refund known : payment.refunds()) {
            String marketRefundId = known.marketRefundId();
            if (known.status() == Refund.Status.REFUNDED
                    && marketRefundId != null
                    && !told.marketRefundIds().contains(marketRefundId)) {
                payment = payment.withRefund(known::equals, known.to(Refund.Status.REVERSED));
                events.add(new PaymentEvent.PaymentRefundReversed(marketRefundId, known.amount()));
            }
        }
    }

    private void dispute(MarketDispute told) {
        Dispute known = payment.disputes().stream()
                .filter(dispute -> dispute.disputeId().equals(told.disputeId()))
                .findFirst()
                .orElse(null);
        if (known == null) {
            known = opened(Dispute.opened(told.disputeId(), told.amount()), told);
        } else if (known.status() != Dispute.Status.OPEN && known.status() != told.status()) {
            // The market has changed its mind: whatever it ends with now, the dispute was taken up again for that.
            known = opened(known.to(Dispute.Status.OPEN), told);
        }
        if (known.status() != told.status()) {
            Dispute closed = known.to(told.status());
            payment = payment.withDispute(closed);
            events.add(new PaymentEvent.ChargebackClosed(
                    closed.disputeId(), closed.amount(), closed.status() == Dispute.Status.WON, closed.turns()));
        }
    }

    private Dispute opened(Dispute dispute, MarketDispute told) {
        payment = payment.withDispute(dispute);
        events.add(new PaymentEvent.ChargebackOpened(
                dispute.disputeId(), dispute.amount(), told.reason(), dispute.turns()));
        return dispute;
    }

    private @Nullable Refund countedAs(String marketRefundId) {
        return payment.refunds().stream()
                .filter(refund -> marketRefundId.equals(refund.marketRefundId()))
                .findFirst()
                .orElse(null);
    }

    /**
     * The request of ours that the market's refund answers: the one it names, unless another refund of the market has
     * answered it before, or, where the market's record names none, one of the same amount that still waits for its
     * answer.
     */
    private @Nullable Refund ownRequest(MarketRefund told) {
        if (told.refundId() != null) {
            Refund named = payment.refund(told.refundId());
            return named == null || named.marketRefundId() != null ? null : named;
        }
        return payment.refunds().stream()
                .filter(refund -> refund.status() == Refund.Status.REQUESTED
                        && refund.marketRefundId() == null
                        && refund.amount().equals(told.amount())
                        && told.initiator() != Initiator.USER)
                .findFirst()
                .orElse(null);
    }
}
