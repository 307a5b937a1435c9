package io.coinslot.marketgateway.payment;

import io.coinslot.marketgateway.payment.MoneyBack.MarketDispute;
import io.coinslot.marketgateway.payment.MoneyBack.MarketRefund;
import io.coinslot.marketgateway.payment.MoneyBack.OnlyInForce;
import io.coinslot.marketgateway.payment.PaymentEvent.Initiator;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Merges what the market's record tells of money that went back into a payment, each id once, in whatever order. What is
 * given back once more under an id that was reversed is a refund of its own, under that id with a number.
 */
final class MoneyBackMerge {
    private static final String NUMBER = "#";

    private final List<PaymentEvent> events = new ArrayList<>();
    private final boolean isLastWord;
    private Payment payment;

    private MoneyBackMerge(Payment payment, boolean isLastWord) {
        this.payment = payment;
        this.isLastWord = isLastWord;
    }

    /** Of what may have been read before something that is known by now: it is no word on what was reversed. */
    static MoneyBackMerge additions(Payment payment) {
        return new MoneyBackMerge(payment, false);
    }

    /** Of the reading that was begun for it: of several the lease of the task lets the newest alone be recorded. */
    static MoneyBackMerge lastWord(Payment payment) {
        return new MoneyBackMerge(payment, true);
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
                case MoneyBack.Awaited awaited -> {} // Not until it is shown.
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
            confirm(known, told.marketRefundId(), told);
        } else if (isLastWord && known.status() == Refund.Status.REVERSED) {
            giveAgain(known, told);
        } else if (isLastWord && known.status() == Refund.Status.FAILED) {
            confirm(known, told.marketRefundId(), told);
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

    private void confirm(Refund known, String name, MarketRefund told) {
        payment = payment.withRefund(known::equals, known.confirmedAs(name, told.amount()));
        refunded(known, name, told);
    }

    private void giveAgain(Refund reversed, MarketRefund told) {
        long times = payment.refunds().stream()
                .filter(refund -> isNamed(refund, told.marketRefundId()))
                .count();
        String name = told.marketRefundId() + NUMBER + (times + 1);
        payment = payment.withRefund(other -> false, reversed.confirmedAs(name, told.amount()));
        refunded(reversed, name, told);
    }

    private void refunded(Refund known, String name, MarketRefund told) {
        Initiator initiator = known.refundId() == null ? told.initiator() : Initiator.SERVICE;
        events.add(new PaymentEvent.PaymentRefunded(known.refundId(), name, told.amount(), initiator, known.reason()));
    }

    /** The call seemed to have failed, and the market has made the refund all the same. */
    private static boolean isTakenForFailed(Refund known) {
        return known.status() == Refund.Status.FAILED && known.marketRefundId() == null;
    }

    private void fail(Refund known, MarketRefund told) {
        if (known.status() == Refund.Status.REFUNDED) {
            reverse(known);
        } else if (known.status() == Refund.Status.REQUESTED && known.refundId() != null) {
            payment = payment.withRefund(known::equals, known.to(Refund.Status.FAILED));
            events.add(new PaymentEvent.PaymentRefundFailed(
                    known.refundId(), "REFUND_FAILED", told.reason() == null ? "It failed later" : told.reason()));
        }
    }

    private void reverseOthers(OnlyInForce told) {
        for (Refund known : payment.refunds()) {
            if (known.status() == Refund.Status.REFUNDED
                    && told.marketRefundIds().stream().noneMatch(id -> isNamed(known, id))) {
                reverse(known);
            }
        }
    }

    private void reverse(Refund known) {
        payment = payment.withRefund(known::equals, known.to(Refund.Status.REVERSED));
        events.add(new PaymentEvent.PaymentRefundReversed(String.valueOf(known.marketRefundId()), known.amount()));
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

    /** The newest that is counted under this id of the market. */
    private @Nullable Refund countedAs(String marketRefundId) {
        return payment.refunds().stream()
                .filter(refund -> isNamed(refund, marketRefundId))
                .reduce((older, newer) -> newer)
                .orElse(null);
    }

    private static boolean isNamed(Refund refund, String marketRefundId) {
        String name = refund.marketRefundId();
        return name != null && (name.equals(marketRefundId) || name.startsWith(marketRefundId + NUMBER));
    }

    /**
     * The request of ours that the market's refund answers: the one it names, unless another refund of the market has
     * answered it before, or, where the market's record names none, one of the same amount that still waits for its
     * answer. Where it would name ours, a refund without a name is another one, made at the market's console: it answers
     * a request only if that was left to an operator, who then made it there, before taking it up here or after.
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
                        && told.initiator() != Initiator.USER
                        && (!told.namesOurs() || isLeftToOperator(refund)))
                .findFirst()
                .orElse(null);
    }

    private boolean isLeftToOperator(Refund refund) {
        return payment.knownParking().wasLeftToOperator(PaymentTasks.REFUND + ":" + refund.refundId());
    }
}
