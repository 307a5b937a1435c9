package io.coinslot.marketgateway.googleplay;

import com.google.api.services.androidpublisher.model.Order;
import com.google.api.services.androidpublisher.model.OrderHistory;
import com.google.api.services.androidpublisher.model.PartialRefundEvent;
import com.google.api.services.androidpublisher.model.RefundDetails;
import com.google.api.services.androidpublisher.model.RefundEvent;
import io.coinslot.marketgateway.market.LooksUpPayments;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.RefundsPayments;
import io.coinslot.marketgateway.payment.Capture;
import io.coinslot.marketgateway.payment.Dispute;
import io.coinslot.marketgateway.payment.MoneyBack;
import io.coinslot.marketgateway.payment.Payment;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentOrder;
import io.coinslot.marketgateway.payment.Refund;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Refunds at Google Play: ours, which are of whole orders only, and what an order's history tells of any. */
final class PlayRefunds extends PlayCapability implements RefundsPayments, LooksUpPayments {
    PlayRefunds(PlayConsoles consoles) {
        super(consoles);
    }

    @Override
    public Answer refund(MarketLink link, Payment payment, Refund refund, boolean repeated) throws MarketFailure {
        String orderId = payment.paid().transactionId();
        if (refund.amount().isLessThan(payment.kept())) {
            return new RefundsPayments.Refused(
                    "PARTIAL_REFUND_NOT_SUPPORTED", "The Android Publisher API refunds whole orders only");
        }
        PlayConsole console = console(link);
        if (repeated && isRefunded(console.order(orderId))) {
            return new Refunded(fullId(orderId));
        }
        try {
            console.refund(orderId);
        } catch (MarketFailure failure) {
            // No idempotency key here: that the state does not allow it may be the work of an earlier attempt.
            if (!failure.code().equals(PlayFailures.INVALID_STATE) || !isRefunded(console.order(orderId))) {
                throw failure;
            }
        }
        return new Refunded(fullId(orderId));
    }

    @Override
    public List<MoneyBack> moneyBack(MarketLink link, PaymentOrder order, Capture capture) throws MarketFailure {
        return toldBy(console(link).order(capture.transactionId()));
    }

    private static boolean isRefunded(Order order) {
        return switch (String.valueOf(order.getState())) {
            case "REFUNDED", "PENDING_REFUND" -> true;
            default -> false;
        };
    }

    /** Google names no refunds: the order, and for a part the time of its making, are the name. */
    static List<MoneyBack> toldBy(Order order) throws MarketFailure {
        List<MoneyBack> told = new ArrayList<>();
        Money inParts = PlayMoney.exactly(order.getTotal(), "total").withAmount(0);
        Map<String, Integer> seen = new HashMap<>();
        for (PartialRefundEvent part : partialRefunds(order)) {
            String id = order.getOrderId() + "/part/" + part.getCreateTime();
            int nth = seen.merge(id, 1, Integer::sum);
            if ("PROCESSED_SUCCESSFULLY".equals(part.getState())) {
                Money amount = total(part.getRefundDetails(), "partial refund");
                inParts = inParts.plus(amount);
                told.add(refund(nth == 1 ? id : id + "/" + nth, amount, null));
            }
        }
        if ("REFUNDED".equals(order.getState())) {
            told.add(rest(order, PlayMoney.exactly(order.getTotal(), "total").minus(inParts)));
        }
        return told;
    }

    private static MoneyBack rest(Order order, Money amount) {
        OrderHistory history = order.getOrderHistory();
        RefundEvent event = history == null ? null : history.getRefundEvent();
        String reason = event == null ? null : event.getRefundReason();
        return "CHARGEBACK".equals(reason)
                ? new MoneyBack.MarketDispute(order.getOrderId() + "/chargeback", amount, Dispute.Status.LOST, reason)
                : refund(fullId(order.getOrderId()), amount, reason);
    }

    private static MoneyBack refund(String marketRefundId, Money amount, @Nullable String reason) {
        return new MoneyBack.MarketRefund(marketRefundId, null, amount, PaymentEvent.Initiator.MARKET, reason, false);
    }

    private static String fullId(String orderId) {
        return orderId + "/full";
    }

    private static Money total(@Nullable RefundDetails details, String what) throws MarketFailure {
        return PlayMoney.exactly(details == null ? null : details.getTotal(), what);
    }

    private static List<PartialRefundEvent> partialRefunds(Order order) {
        OrderHistory history = order.getOrderHistory();
        return history == null || history.getPartialRefundEvents() == null
                ? List.of()
                : history.getPartialRefundEvents();
    }
}
