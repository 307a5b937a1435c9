package io.coinslot.marketgateway.googleplay;

import com.google.api.services.androidpublisher.model.Order;
import com.google.api.services.androidpublisher.model.OrderHistory;
import com.google.api.services.androidpublisher.model.PartialRefundEvent;
import com.google.api.services.androidpublisher.model.RefundDetails;
import com.google.api.services.androidpublisher.model.RefundEvent;
import io.coinslot.marketgateway.market.FollowsVoids;
import io.coinslot.marketgateway.market.LooksUpPayments;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.RefundsPayments;
import io.coinslot.marketgateway.payment.AwaitedMoney;
import io.coinslot.marketgateway.payment.Capture;
import io.coinslot.marketgateway.payment.Dispute;
import io.coinslot.marketgateway.payment.MoneyBack;
import io.coinslot.marketgateway.payment.Payment;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentOrder;
import io.coinslot.marketgateway.payment.Refund;
import io.coinslot.marketgateway.payment.TakenBack;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Refunds at Google Play: ours, which are of whole orders only, and what an order's history tells of any. */
final class PlayRefunds extends PlayCapability implements RefundsPayments, LooksUpPayments, FollowsVoids {
    /** A bank may take weeks over a refund; further back than this Google lists no voids. */
    private static final Duration LONGEST_REFUND = Duration.ofDays(30);

    /** The list of voids and the orders may differ for a while, says Google, and for chargebacks it may be for ever. */
    private static final Duration LONGEST_DIFFERENCE = Duration.ofDays(3);

    /** A part may have been made before its void counts as made. */
    private static final Duration MADE_BEFORE = Duration.ofDays(1);

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
        Order order = console.order(orderId);
        if (!isGivenBack(order)) {
            if (!refund.amount().equals(total(order).minus(inParts(order)))) {
                return refused("a part of the order has gone back, so that less is left");
            }
            return asked(console, payment, refund, repeated);
        }
        return found(order, refund);
    }

    private static Answer asked(PlayConsole console, Payment payment, Refund refund, boolean repeated)
            throws MarketFailure {
        String orderId = payment.paid().transactionId();
        try {
            console.refund(orderId);
        } catch (MarketFailure failure) {
            if (!failure.code().equals(PlayFailures.INVALID_STATE)) {
                throw failure;
            }
            return refusedForItsState(console, payment, refund, repeated, failure);
        }
        try {
            Order order = console.order(orderId);
            // Taken, which is not made: an order that waits for it says so. One that shows nothing yet is behind.
            return isGivenBack(order) ? found(order, refund) : new Refunded(fullId(orderId));
        } catch (MarketFailure unread) {
            // That it was taken stands, whatever becomes of the look at how far it is.
            return new Underway("Google Play has taken it, and does not show the order: " + unread);
        }
    }

    /**
     * There is no idempotency key here: that the state does not allow it may be the work of an earlier attempt or of
     * somebody else, and the order may be behind. It is no refusal as long as either may be so.
     */
    private static Answer refusedForItsState(
            PlayConsole console, Payment payment, Refund refund, boolean repeated, MarketFailure failure)
            throws MarketFailure {
        Order order = console.order(payment.paid().transactionId());
        if (isGivenBack(order)) {
            return found(order, refund);
        }
        if (repeated || isTakenBack(console, payment)) {
            return new Underway("Google Play has nothing left to refund, and the order does not show why, but is "
                    + order.getState());
        }
        throw failure;
    }

    /** Whether the purchase itself says so, which may be ahead of its order. */
    private static boolean isTakenBack(PlayConsole console, Payment payment) throws MarketFailure {
        return "CANCELLED"
                .equals(PlayJudgement.state(
                        console.purchase(payment.paid().receipt().value())));
    }

    /** The money went back before: by an earlier attempt of ours or by somebody else, which Google does not tell. */
    private static Answer found(Order order, Refund refund) throws MarketFailure {
        if (!isGone(order)) {
            return new Underway("the order is " + order.getState());
        }
        return switch (rest(order)) {
            case MoneyBack.MarketRefund whole
            when whole.amount().equals(refund.amount()) -> new Refunded(whole.marketRefundId());
            case MoneyBack.MarketDispute dispute ->
                new RefundsPayments.Refused(Refund.CHARGED_BACK, "The player's bank has taken the money back");
            default -> refused("a part of it had gone back before the rest did");
        };
    }

    private static Answer refused(String why) {
        return new RefundsPayments.Refused(Refund.NOT_LEFT, "Google Play refunds all that is left, and " + why);
    }

    @Override
    public List<MoneyBack> moneyBack(MarketLink link, PaymentOrder order, Capture capture) throws MarketFailure {
        return toldBy(console(link).order(capture.transactionId()));
    }

    @Override
    public List<MoneyBack> moneyBack(MarketLink link, PaymentOrder asked, Capture capture, TakenBack told)
            throws MarketFailure {
        Order order = console(link).order(capture.transactionId());
        List<MoneyBack> shown = toldBy(order);
        if (shows(order, told) || !AwaitedMoney.in(shown).isEmpty()) {
            return shown;
        }
        List<MoneyBack> more = new ArrayList<>(shown);
        more.add(new MoneyBack.Awaited(
                told.told() + "; the order " + order.getOrderId() + " does not show it, but is " + order.getState(),
                LONGEST_DIFFERENCE));
        return more;
    }

    /** Google names no refunds, so a part is taken for the one that was told if it is not much older. */
    private static boolean shows(Order order, TakenBack told) {
        return isGone(order)
                || (!told.whole()
                        && partialRefunds(order).stream()
                                .anyMatch(part -> isProcessed(part) && isNotMuchOlder(part, told.at())));
    }

    private static boolean isNotMuchOlder(PartialRefundEvent part, @Nullable Instant at) {
        try {
            return at == null
                    || Instant.parse(String.valueOf(part.getCreateTime())).isAfter(at.minus(MADE_BEFORE));
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static boolean isGivenBack(Order order) {
        return isGone(order) || "PENDING_REFUND".equals(order.getState());
    }

    /** Refunded, or called off after the purchase counted as paid: of neither is anything kept. */
    private static boolean isGone(Order order) {
        return "REFUNDED".equals(order.getState()) || "CANCELED".equals(order.getState());
    }

    /** Google names no refunds: the order, and for a part the time of its making, are the name. */
    static List<MoneyBack> toldBy(Order order) throws MarketFailure {
        List<MoneyBack> told = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        for (PartialRefundEvent part : partialRefunds(order)) {
            String id = order.getOrderId() + "/part/" + part.getCreateTime();
            int nth = seen.merge(id, 1, Integer::sum);
            // A part of nothing does not say how much of a tester's order it is; that all of it is gone, the state
            // says.
            if (isProcessed(part) && !amount(part).isZero()) {
                told.add(refund(nth == 1 ? id : id + "/" + nth, amount(part), null));
            }
        }
        if (isGone(order)) {
            told.add(rest(order));
        } else if (isGivenBack(order) || partialRefunds(order).stream().anyMatch(part -> !isProcessed(part))) {
            told.add(new MoneyBack.Awaited(
                    "A refund of the order " + order.getOrderId() + " is under way, which is " + order.getState(),
                    LONGEST_REFUND));
        }
        return told;
    }

    /** What of a refunded order did not go back in parts. */
    private static MoneyBack rest(Order order) throws MarketFailure {
        Money amount = total(order).minus(inParts(order));
        OrderHistory history = order.getOrderHistory();
        RefundEvent event = history == null ? null : history.getRefundEvent();
        String reason = event == null ? null : event.getRefundReason();
        return "CHARGEBACK".equals(reason)
                ? new MoneyBack.MarketDispute(order.getOrderId() + "/chargeback", amount, Dispute.Status.LOST, reason)
                : refund(fullId(order.getOrderId()), amount, reason);
    }

    private static Money inParts(Order order) throws MarketFailure {
        Money sum = total(order).withAmount(0);
        for (PartialRefundEvent part : partialRefunds(order)) {
            sum = isProcessed(part) ? sum.plus(amount(part)) : sum;
        }
        return sum;
    }

    private static boolean isProcessed(PartialRefundEvent part) {
        return "PROCESSED_SUCCESSFULLY".equals(part.getState());
    }

    private static MoneyBack refund(String marketRefundId, Money amount, @Nullable String reason) {
        return new MoneyBack.MarketRefund(marketRefundId, null, amount, PaymentEvent.Initiator.MARKET, reason, false);
    }

    private static String fullId(String orderId) {
        return orderId + "/full";
    }

    private static Money total(Order order) throws MarketFailure {
        return PlayMoney.exactly(order.getTotal(), "total");
    }

    private static Money amount(PartialRefundEvent part) throws MarketFailure {
        RefundDetails details = part.getRefundDetails();
        return PlayMoney.exactly(details == null ? null : details.getTotal(), "partial refund");
    }

    private static List<PartialRefundEvent> partialRefunds(Order order) {
        OrderHistory history = order.getOrderHistory();
        return history == null || history.getPartialRefundEvents() == null
                ? List.of()
                : history.getPartialRefundEvents();
    }
}
