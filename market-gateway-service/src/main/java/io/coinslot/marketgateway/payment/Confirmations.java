package io.coinslot.marketgateway.payment;

import static io.coinslot.servicekit.aggregate.Decision.accepted;

import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Decision.Accepted;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * At some markets the player only authorises a payment and we take the money. One receipt of a purchase at a time, never
 * for a purchase that is over, and recorded before it is done.
 */
public final class Confirmations {
    private static final Set<PaymentStatus> OPEN = EnumSet.of(PaymentStatus.REQUESTED, PaymentStatus.PREPARED);
    private static final Duration FIRST_LOOK_AFTER_DEPOSIT = Duration.ofSeconds(15);

    private Confirmations() {}

    /** The receipt is authorised and matches: its money is taken, unless nothing may be taken any more. */
    public static Decision<Payment, PaymentEvent, Void> authorised(
            Payment payment, String receiptId, Receipt receipt, Instant now) {
        if (receipt.equals(payment.confirming())) {
            return onceMore(payment, receiptId);
        }
        if (payment.isPaid() || payment.isConfirmingAnother(receipt)) {
            return MarketAnswers.receiptRefused(
                    payment,
                    receiptId,
                    receipt,
                    payment.isPaid() ? "PURCHASE_ALREADY_PAID" : "CONFIRMATION_IN_PROGRESS",
                    "Another payment of this purchase is made or being made; nothing was taken for this one");
        }
        if (!isOpen(payment)) {
            return over(payment, receiptId, receipt);
        }
        Accepted<Payment, PaymentEvent, Void> recorded =
                accepted(payment.confirming(receipt), List.of(), MarketAnswers.nothing());
        return recorded.starting(PaymentTasks.confirm(receiptId, receipt, now));
    }

    /** It is being confirmed already, unless that was given up or has failed for long. */
    private static Decision<Payment, PaymentEvent, Void> onceMore(Payment payment, String receiptId) {
        ParkedCall parked = payment.parked(PaymentTasks.CONFIRM + ":" + receiptId);
        return parked == null
                ? MarketAnswers.unchanged(payment)
                : accepted(
                                payment.parking(payment.knownParking().withoutCalls(parked::equals)),
                                List.<PaymentEvent>of(),
                                MarketAnswers.nothing())
                        .starting(parked.anew());
    }

    /** Whether money may be taken for it. */
    public static boolean isOpen(Payment payment) {
        return OPEN.contains(payment.status());
    }

    /** The purchase ended before anything was taken. */
    public static Decision<Payment, PaymentEvent, Void> over(Payment payment, String receiptId, Receipt receipt) {
        return MarketAnswers.receiptRefused(
                payment,
                receiptId,
                receipt,
                "PURCHASE_CLOSED",
                "The purchase does not wait for a payment any more; nothing was taken");
    }

    /** Confirmed by a way that takes time. If the purchase is over by now, nobody shall pay for it later. */
    public static Decision<Payment, PaymentEvent, Void> awaitsDeposit(
            Payment payment, String receiptId, Receipt receipt, String reason, MarketAbilities market) {
        Accepted<Payment, PaymentEvent, Void> waiting = payment.status().mayBecome(PaymentStatus.PENDING)
                ? accepted(
                        payment.pendingBy(receipt),
                        List.of(new PaymentEvent.PaymentPending(reason)),
                        MarketAnswers.nothing())
                : accepted(payment, List.of(), MarketAnswers.nothing());
        Accepted<Payment, PaymentEvent, Void> watched =
                waiting.starting(PaymentTasks.verifyLater(receiptId, receipt, FIRST_LOOK_AFTER_DEPOSIT));
        return payment.status() == PaymentStatus.CLOSED && market.cancels()
                ? watched.starting(PaymentTasks.cancel())
                : watched;
    }
}
