package io.coinslot.billing.limit;

import io.coinslot.billing.Nothing;
import io.coinslot.billing.clientday.ClientDays;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseEvent;
import io.coinslot.billing.purchase.PurchaseStatus;
import io.coinslot.billing.purchase.Tasks;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.aggregate.Task;
import io.coinslot.servicekit.task.TaskHandler;
import java.time.Clock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Has a purchase count against the limits of its user and of its client as its state says: a task of the purchase. */
public final class LimitSettlement implements TaskHandler<Purchase, PurchaseEvent> {
    private final Users users;
    private final ClientDays days;
    private final Function<String, @Nullable Stored<Purchase>> purchases;
    private final Clock clock;

    /** @param purchases finds a purchase as it is stored now */
    public LimitSettlement(
            Users users, ClientDays days, Function<String, @Nullable Stored<Purchase>> purchases, Clock clock) {
        this.users = users;
        this.days = days;
        this.purchases = purchases;
        this.clock = clock;
    }

    /** How a purchase counts. */
    static SpendingStatus statusFor(Purchase purchase) {
        if (purchase.status().isUnsettled()) {
            return SpendingStatus.RESERVED;
        }
        return purchase.status().isClosedUnpaid() || purchase.status() == PurchaseStatus.REFUNDED
                ? SpendingStatus.RELEASED
                : SpendingStatus.CONFIRMED;
    }

    @Override
    public String kind() {
        return Tasks.SETTLE_LIMIT;
    }

    @Override
    public String target(Purchase purchase, Task task) {
        return "own-users";
    }

    @Override
    public Outcome<Purchase, PurchaseEvent> run(String purchaseId, Purchase seen, Task task) {
        Stored<Purchase> stored = purchases.apply(purchaseId);
        if (stored != null) {
            settleForUser(stored);
            settleForClient(stored.state());
        }
        return new Done<>(purchase -> Nothing.changes());
    }

    private void settleForUser(Stored<Purchase> stored) {
        Purchase purchase = stored.state();
        var order = purchase.order();
        if (order.limited()) {
            Spending spending = new Spending(
                    purchase.id(), order.total(), order.createdAt(), statusFor(purchase), stored.version());
            users.settle(purchase.serviceId(), order.buyer().userId(), spending, clock.instant())
                    .toCompletableFuture()
                    .join();
        }
    }

    private void settleForClient(Purchase purchase) {
        String dayId = purchase.order().clientDay();
        if (dayId != null) {
            days.settle(dayId, purchase).toCompletableFuture().join();
        }
    }

    @Override
    public Function<Purchase, Decision<Purchase, PurchaseEvent, Void>> abandoned(
            String purchaseId, Task task, @Nullable Exception lastFailure) {
        // A reservation that stays errs on the safe side; its own check settles it.
        return purchase -> Nothing.changes();
    }
}
