package io.coinslot.billing.purchase;

import io.coinslot.billing.catalog.ServiceId;
import io.coinslot.servicekit.aggregate.Numbered;
import io.coinslot.servicekit.idempotency.DerivedId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A purchase: all that is kept of it, in one document. Changed only by {@link PurchaseChange}.
 *
 * @param webhooks messages to the game, of those that are done with only the newest
 * @param usedBillingTokens how many of its billing tokens, which follow each other in time, can not be used any more
 * @param billingTokenUse who used the last of them in which request: it is answered again; null if none can be
 */
public record Purchase(
        PurchaseId id,
        PurchaseStatus status,
        Request request,
        Order order,
        Payment payment,
        Repayment repayment,
        Delivery delivery,
        List<Webhook> webhooks,
        Trail trail,
        long usedBillingTokens,
        @Nullable String billingTokenUse)
        implements Numbered<Purchase> {
    public Purchase {
        webhooks = List.copyOf(webhooks);
    }

    /** A purchase as it begins. */
    static Purchase requested(PurchaseId id, Request request, Order order) {
        return new Purchase(
                id,
                PurchaseStatus.REQUESTED,
                request,
                order,
                Payment.NONE,
                Repayment.NONE,
                Delivery.NONE,
                List.of(),
                Trail.EMPTY,
                0,
                null);
    }

    /** The purchase as it was when it began. */
    public Purchase asRequested() {
        return requested(id, request, order);
    }

    public ServiceId serviceId() {
        return order.buyer().serviceId();
    }

    public CurrencyUnit currency() {
        return order.total().getCurrencyUnit();
    }

    /** A UUID for markets that want one per purchase. */
    public String appAccountToken() {
        return DerivedId.uuid("app-account-token", id.value()).toString();
    }

    /** What the market confirmed as paid; zero before. */
    public Money captured() {
        Capture capture = payment.capture();
        return capture == null ? Money.zero(currency()) : capture.amount();
    }

    public Money refunded() {
        return repayment.refunded(captured().getCurrencyUnit());
    }

    /**
     * What the user owes: what was taken back, without the service asking for it, of what is granted. Never more than was
     * paid. Follows from the state alone, so that it is the same in whatever order things were told.
     */
    public Money debt() {
        Money captured = captured();
        if (payment.capture() == null || !delivery.isGranted()) {
            return Money.zero(captured.getCurrencyUnit());
        }
        Money taken = repayment.takenBack(captured.getCurrencyUnit());
        return taken.isGreaterThan(captured) ? captured : taken;
    }

    /** Whether it was got for nothing, as testers of a market get it: there is no money to tell whether it is theirs. */
    private boolean isFree() {
        return payment.capture() != null && captured().isZero();
    }

    /**
     * Whether something is gone by the refund: money or, of a purchase that cost nothing, the purchase itself, of which
     * there are no parts.
     */
    public boolean isTakenBackBy(MarketRefund refund) {
        return refund.counts() || (isFree() && refund.isInForce());
    }

    private boolean isRevoked() {
        return isFree() && repayment.refunds().stream().anyMatch(MarketRefund::isInForce);
    }

    /** Whether goods are granted that are not the user's any more, be it that they had cost nothing. */
    public boolean isOwed() {
        return debt().isPositive() || (isFree() && delivery.isGranted() && hasMoneyGoneBack());
    }

    /**
     * Whether all of the money is gone: refunded or lost in disputes. One that is open or lost holds it whatever its
     * amount, and one in another currency, of which nobody can tell how much it is, even if it is won in part.
     */
    public boolean isMoneyGone() {
        CurrencyUnit paidIn = captured().getCurrencyUnit();
        Money gone = refunded().plus(repayment.disputed(paidIn));
        return repayment.isHeldByDispute(paidIn) || isRevoked() || (gone.isPositive() && !gone.isLessThan(captured()));
    }

    /**
     * What went back beyond what was paid. It is given twice: a refund and a dispute have crossed, or a market made a
     * refund after all that had seemed to fail.
     */
    private Money givenTwice() {
        Money gone = refunded().plus(repayment.disputed(captured().getCurrencyUnit()));
        Money beyond = gone.minus(captured());
        return beyond.isNegative() ? beyond.multipliedBy(0) : beyond;
    }

    /** What waits for an operator at the market's side, and what more went back than was paid; null if nothing. */
    public @Nullable String parked() {
        Money twice = givenTwice();
        if (payment.capture() == null || !twice.isPositive()) {
            return payment.parked();
        }
        String beyond = "GIVEN_TWICE: " + twice + " more went back than was paid, as when a refund and a dispute cross";
        return payment.parked() == null ? beyond : payment.parked() + "; " + beyond;
    }

    /** Whether money went back, in whole or in part, or what cost nothing was taken back. */
    public boolean hasMoneyGoneBack() {
        return repayment.isDisputed() || isRevoked() || refunded().isPositive();
    }

    private boolean isFullyRefunded() {
        Money refunded = refunded();
        return isRevoked() || (refunded.isPositive() && !refunded.isLessThan(captured()));
    }

    /**
     * What is held for refunds of ours that are under way. When the market gives back by itself what they were to give
     * back, there is no more to hold than is left.
     */
    public Money refundPending() {
        Money left = captured().minus(refunded());
        Money pending = repayment.pending(left.getCurrencyUnit());
        Money held = pending.isGreaterThan(left) ? left : pending;
        return held.isNegative() ? Money.zero(held.getCurrencyUnit()) : held;
    }

    /**
     * How much can still be refunded: what was captured, less what went back, is about to, or was lost in disputes.
     * Nothing while one is open, and after money moved in another currency.
     */
    public Money refundable() {
        CurrencyUnit paidIn = captured().getCurrencyUnit();
        Money left = captured().minus(refunded()).minus(refundPending()).minus(repayment.disputed(paidIn));
        return left.isNegative() || repayment.hasOpenDispute() || repayment.isBeyondReckoning(paidIn)
                ? Money.zero(paidIn)
                : left;
    }

    public Optional<Webhook> webhook(int number) {
        return webhooks.stream().filter(webhook -> webhook.number() == number).findFirst();
    }

    /** The newest there was; 0 before the first. */
    public int lastWebhookNumber() {
        return webhooks.stream().mapToInt(Webhook::number).max().orElse(0);
    }

    /** Each webhook has a version of its own, by which games put them in order. */
    @Override
    public int unnumbered() {
        return (int) webhooks.stream().filter(Webhook::isUnnumbered).count();
    }

    @Override
    public Purchase numberedFrom(long version) {
        List<Webhook> numbered = new ArrayList<>(webhooks);
        long next = version;
        for (int index = 0; index < numbered.size(); index++) {
            if (numbered.get(index).isUnnumbered()) {
                numbered.set(index, numbered.get(index).numbered(next++));
            }
        }
        return new Purchase(
                id,
                status,
                request,
                order,
                payment,
                repayment,
                delivery,
                numbered,
                trail,
                usedBillingTokens,
                billingTokenUse);
    }

    /** Whether there is one that the game took, or that is not needed any more. */
    public boolean hasWebhookDone() {
        return webhooks.stream().anyMatch(webhook -> webhook.status().isDone());
    }

    /** The state that follows from the amounts and the delivery, once the purchase is paid. */
    PurchaseStatus statusAfterPayment() {
        if (repayment.isDisputed()) {
            return PurchaseStatus.CHARGED_BACK;
        }
        if (isFullyRefunded()) {
            return PurchaseStatus.REFUNDED;
        }
        if (refundPending().isPositive()) {
            return PurchaseStatus.REFUND_PENDING;
        }
        if (refunded().isPositive()) {
            return PurchaseStatus.PARTIALLY_REFUNDED;
        }
        if (!delivery.isGranted()) {
            return PurchaseStatus.PAID;
        }
        return payment.finishedBy() == null ? PurchaseStatus.DELIVERED : PurchaseStatus.COMPLETED;
    }

    /** The state an unpaid purchase goes back to when a receipt was of no use. */
    public PurchaseStatus statusBeforePayment() {
        return payment.preparation() == null ? PurchaseStatus.REQUESTED : PurchaseStatus.PAYABLE;
    }
}
