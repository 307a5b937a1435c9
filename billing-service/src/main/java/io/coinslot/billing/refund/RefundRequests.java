package io.coinslot.billing.refund;

import io.coinslot.billing.purchase.Capture;
import io.coinslot.billing.purchase.Moment;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseChange;
import io.coinslot.billing.purchase.PurchaseEvent;
import io.coinslot.billing.purchase.PurchaseEvent.RefundRequested;
import io.coinslot.billing.purchase.Refund;
import io.coinslot.billing.purchase.RefundStatus;
import io.coinslot.servicekit.aggregate.Decision;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a refund can be asked of the market. Its amount is held at once, so that refunds under way and done
 * never exceed what was captured, whatever comes at the same time.
 */
public final class RefundRequests {
    private static final int MOST_REFUNDS = 100;

    private RefundRequests() {}

    /**
     * What is asked for.
     *
     * @param amount null means everything that is left
     * @param fingerprint tells whether another request with the same key asks for the same
     */
    public record Draft(String refundId, @Nullable Money amount, String reason, String fingerprint) {}

    /** What came of it. */
    public sealed interface Outcome {}

    public record Accepted(Refund refund, boolean replayed) implements Outcome {}

    public record KeyReused() implements Outcome {}

    public record NotPaid(Purchase purchase) implements Outcome {}

    public record Disputed() implements Outcome {}

    public record WrongCurrency(Money captured) implements Outcome {}

    public record Exceeding(Money refundable) implements Outcome {}

    /** @param most refunds of a purchase that may be asked for, those that the market refused among them */
    public record TooMany(int most) implements Outcome {}

    public static Decision<Purchase, PurchaseEvent, Outcome> request(Purchase purchase, Draft draft, Moment moment) {
        Refund known = purchase.repayment().request(draft.refundId()).orElse(null);
        if (known != null) {
            return Decision.unchanged(
                    known.fingerprint().equals(draft.fingerprint()) ? new Accepted(known, true) : new KeyReused());
        }
        Capture capture = purchase.payment().capture();
        if (capture == null) {
            return Decision.unchanged(new NotPaid(purchase));
        }
        if (purchase.repayment().hasOpenDispute()) {
            return Decision.unchanged(new Disputed());
        }
        Money refundable = purchase.refundable();
        Money amount = draft.amount() == null ? refundable : draft.amount();
        if (!amount.isSameCurrency(refundable)) {
            return Decision.unchanged(new WrongCurrency(capture.amount()));
        }
        if (!amount.isPositive() || amount.isGreaterThan(refundable)) {
            return Decision.unchanged(new Exceeding(refundable));
        }
        if (purchase.repayment().requests().size() >= MOST_REFUNDS) {
            return Decision.unchanged(new TooMany(MOST_REFUNDS));
        }
        Refund refund = new Refund(
                draft.refundId(), amount, draft.reason(), RefundStatus.PENDING, draft.fingerprint(), moment.at(), null);
        return PurchaseChange.to(purchase, moment)
                .repayment(repayment -> repayment.with(refund))
                .settle()
                .record(new RefundRequested(draft.refundId(), amount, draft.reason()))
                .accepted(new Accepted(refund, false));
    }
}
