package io.coinslot.billing.delivery;

import io.coinslot.billing.purchase.Moment;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseChange;
import io.coinslot.billing.purchase.PurchaseEvent;
import io.coinslot.servicekit.aggregate.Decision;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Decides what it means when a game confirms a delivery by a call. */
public final class DeliveryConfirmations {
    private final DeliverySteps steps;

    public DeliveryConfirmations(DeliverySteps steps) {
        this.steps = steps;
    }

    /** @param accepted whether there was something to deliver */
    public record Outcome(boolean accepted, Purchase purchase) {}

    /** @param grantedAt when the game granted it; null means now */
    public Decision<Purchase, PurchaseEvent, Outcome> confirm(
            Purchase purchase, @Nullable Instant grantedAt, Moment moment) {
        if (!purchase.status().isPaid()) {
            return Decision.unchanged(new Outcome(false, purchase));
        }
        if (purchase.delivery().isGranted()) {
            return Decision.unchanged(new Outcome(true, purchase));
        }
        PurchaseChange change = PurchaseChange.to(purchase, moment);
        steps.confirm(change, grantedAt == null ? moment.at() : grantedAt);
        return change.accepted(new Outcome(true, change.purchase()));
    }
}
