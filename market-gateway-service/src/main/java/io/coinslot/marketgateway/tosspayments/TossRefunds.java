package io.coinslot.marketgateway.tosspayments;

import io.coinslot.marketgateway.market.LooksUpPayments;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.RefundsPayments;
import io.coinslot.marketgateway.payment.Capture;
import io.coinslot.marketgateway.payment.MoneyBack;
import io.coinslot.marketgateway.payment.Payment;
import io.coinslot.marketgateway.payment.PaymentEvent.Initiator;
import io.coinslot.marketgateway.payment.PaymentOrder;
import io.coinslot.marketgateway.payment.Refund;
import io.coinslot.marketgateway.tosspayments.TossPayment.Cancel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Refunds, which Toss Payments calls cancellations. Our refund's id is the idempotency key, and ends the reason, by which
 * it is found again.
 */
final class TossRefunds extends TossCapability implements RefundsPayments, LooksUpPayments {
    private static final int LONGEST_REASON = 200;
    private static final Pattern MARKED = Pattern.compile(".*\\[coinslot:([A-Za-z0-9_-]{1,100})]", Pattern.DOTALL);
    private static final Set<String> ALL_GONE = Set.of("ALREADY_CANCELED_PAYMENT", "ALREADY_REFUND_PAYMENT");

    TossRefunds(TossShops shops) {
        super(shops);
    }

    @Override
    public boolean namesRefunds() {
        return true;
    }

    @Override
    public Answer refund(MarketLink link, Payment payment, Refund refund, boolean repeated) throws MarketFailure {
        TossShop shop = shop(link);
        String paymentKey = payment.paid().transactionId();
        String refundId = String.valueOf(refund.refundId());
        Cancel made = repeated ? shop.payment(paymentKey).cancelMarked(mark(refundId)) : null;
        try {
            return answer(made == null ? cancel(shop, paymentKey, refund, refundId) : made);
        } catch (MarketFailure failure) {
            if (!ALL_GONE.contains(failure.code())) {
                throw failure;
            }
            // Ours may be among what has gone.
            Cancel found = shop.payment(paymentKey).cancelMarked(mark(refundId));
            return found == null ? new Refused(failure.code(), String.valueOf(failure.getMessage())) : answer(found);
        }
    }

    private static Cancel cancel(TossShop shop, String paymentKey, Refund refund, String refundId)
            throws MarketFailure {
        TossPayment after = shop.cancel(paymentKey, refund.amount(), reason(refund, refundId), "refund/" + refundId);
        Cancel made = after.cancelMarked(mark(refundId));
        if (made == null) {
            throw TossFailures.notShownYet("the refund was accepted, and the record does not show it");
        }
        return made;
    }

    private static Answer answer(Cancel made) {
        return switch (made.status()) {
            case "DONE" -> new Refunded(made.transactionKey());
            case "ABORTED" -> new Refused("REFUND_FAILED", "Toss Payments gave the cancellation up");
            default -> new Underway("the cancellation is " + made.status());
        };
    }

    /** Cut, and without the halves of characters that cannot be sent. */
    private static String reason(Refund refund, String refundId) {
        String mark = mark(refundId);
        String said = refund.reason() == null || refund.reason().isBlank() ? "refund" : refund.reason();
        String cut = said.substring(0, Math.min(said.length(), LONGEST_REASON - mark.length() - 1));
        return new String(cut.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8) + " " + mark;
    }

    private static String mark(String refundId) {
        return "[coinslot:" + refundId + "]";
    }

    @Override
    public List<MoneyBack> moneyBack(MarketLink link, PaymentOrder order, Capture capture) throws MarketFailure {
        TossPayment payment = shop(link).payment(capture.transactionId());
        if (payment.status().equals("WAITING_FOR_DEPOSIT")) {
            throw MarketFailure.declined(
                    "DEPOSIT_TAKEN_BACK", "The banks took the deposit back; it is waited for again");
        }
        return toldBy(payment);
    }

    /** What has gone back. Of a cancellation that takes time nothing is told before it is decided. */
    static List<MoneyBack> toldBy(TossPayment payment) {
        List<MoneyBack> told = new ArrayList<>();
        for (Cancel cancel : payment.cancels()) {
            boolean failed = cancel.status().equals("ABORTED");
            if (failed || cancel.status().equals("DONE")) {
                told.add(refund(cancel, failed));
            }
        }
        return told;
    }

    private static MoneyBack refund(Cancel cancel, boolean failed) {
        String ownId = ownId(cancel);
        return new MoneyBack.MarketRefund(
                cancel.transactionKey(),
                ownId,
                cancel.amount(),
                ownId == null ? Initiator.MARKET : Initiator.SERVICE,
                cancel.reason(),
                failed,
                true);
    }

    private static @Nullable String ownId(Cancel cancel) {
        Matcher marked = MARKED.matcher(cancel.reason());
        return marked.matches() ? marked.group(1) : null;
    }
}
