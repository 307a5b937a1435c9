package io.coinslot.marketgateway.market;

import io.coinslot.marketgateway.payment.Capture;
import io.coinslot.marketgateway.payment.MoneyBack;
import io.coinslot.marketgateway.payment.PaymentOrder;
import io.coinslot.marketgateway.payment.Receipt;
import java.time.Instant;
import java.util.List;

/** Reads the market's own record of a receipt and judges whether it pays for a purchase. Changes nothing there. */
public interface VerifiesReceipts extends OfMarket {
    /** The application or merchant account within which the link's transaction ids are unique. */
    String application(MarketLink link) throws MarketFailure;

    /**
     * Every name that the link's application has or may have had, the oldest first: transactions were claimed under the
     * name of their time.
     */
    default List<String> applications(MarketLink link) throws MarketFailure {
        return List.of(application(link));
    }

    Verdict verify(MarketLink link, PaymentOrder order, Receipt receipt) throws MarketFailure;

    /** What the market's record says. */
    sealed interface Verdict {}

    /**
     * Paid, and everything matches the purchase.
     *
     * @param moneyBack what of it has gone back already: perhaps all, where the market keeps its fee of that
     */
    record Paid(Capture capture, List<MoneyBack> moneyBack) implements Verdict {
        public Paid {
            moneyBack = List.copyOf(moneyBack);
        }
    }

    /**
     * Nothing is under way: the player could pay and has not. Normal as long as the purchase can be paid.
     */
    record NotPaidYet(String reason) implements Verdict {}

    /**
     * The player has begun to pay; the money is not there yet.
     *
     * @param normalUntil by when it has come or will not come, by the rules of the market and the way of payment: what is
     *     still pending then is an operator's
     */
    record StillPending(String reason, Instant normalUntil) implements Verdict {}

    /**
     * The player has authorised it and everything matches the purchase, but nothing is paid until we confirm it.
     *
     * @param shown whether the record says so; one that shows nothing of it may mean as well that its time is over
     * @see ConfirmsPayments
     */
    record AwaitsConfirmation(String reason, boolean shown) implements Verdict {}

    /** The market declined the payment. */
    record Declined(String code, String reason) implements Verdict {}

    /** Whatever it is, it does not pay for this purchase. */
    record Refused(String code, String reason) implements Verdict {}
}
