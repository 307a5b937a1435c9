package io.coinslot.billing.checkout;

import io.coinslot.billing.Nothing;
import io.coinslot.billing.delivery.Notifier;
import io.coinslot.billing.delivery.WebhookType;
import io.coinslot.billing.purchase.Moment;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseChange;
import io.coinslot.billing.purchase.PurchaseEvent;
import io.coinslot.billing.purchase.PurchaseStatus;
import io.coinslot.billing.purchase.Tasks;
import io.coinslot.servicekit.aggregate.Decision;

/**
 * Decides how a purchase ends without payment. Nothing ends while a market may be taking the money of its own accord; what
 * the player pays by hand can be called off until then, and a player who pays all the same has paid.
 */
public final class Endings {
    private final Notifier notifier;

    public Endings(Notifier notifier) {
        this.notifier = notifier;
    }

    /** Whether it was, or is, cancelled. */
    public record Cancellation(boolean done, Purchase purchase) {}

    public static Decision<Purchase, PurchaseEvent, Cancellation> cancel(Purchase purchase, Moment moment) {
        PurchaseStatus status = purchase.status();
        if (!status.permits(PurchaseStatus.CANCELLED) || isChargedByItself(purchase)) {
            return Decision.unchanged(new Cancellation(status == PurchaseStatus.CANCELLED, purchase));
        }
        PurchaseChange change = PurchaseChange.to(purchase, moment);
        cancel(change);
        return change.accepted(new Cancellation(true, change.purchase()));
    }

    /**
     * Whether it is open and a registered card is charged for it without the player: from the moment it is asked for the
     * charge may be under way, and it ends by the charge, by its refusal, or some time after that to pay is over.
     */
    public static boolean isChargedByItself(Purchase purchase) {
        return purchase.order().paymentToken() != null && purchase.status().isUnsettled();
    }

    /** Cancels as a part of another change. */
    public static void cancel(PurchaseChange change) {
        change.moveTo(PurchaseStatus.CANCELLED)
                .record(new PurchaseEvent.PurchaseCancelled(
                        change.moment().source().name()))
                .ending(Tasks.EXPIRE);
        settleLimit(change);
    }

    /** The time to pay is over. A purchase that the market is busy with does not expire. */
    Decision<Purchase, PurchaseEvent, Void> expire(Purchase purchase, Moment moment) {
        if (!purchase.status().permits(PurchaseStatus.EXPIRED)) {
            return Nothing.changes();
        }
        PurchaseChange change = PurchaseChange.to(purchase, moment)
                .moveTo(PurchaseStatus.EXPIRED)
                .record(new PurchaseEvent.PurchaseExpired());
        settleLimit(change);
        notifier.announce(change, WebhookType.PURCHASE_EXPIRED);
        return change.accepted();
    }

    private static void settleLimit(PurchaseChange change) {
        if (change.purchase().order().isCounted()) {
            change.starting(Tasks.settleLimit());
        }
    }
}
