package io.coinslot.billing.delivery;

import io.coinslot.billing.Nothing;
import io.coinslot.billing.purchase.Delivery;
import io.coinslot.billing.purchase.DeliveryStatus;
import io.coinslot.billing.purchase.Moment;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseChange;
import io.coinslot.billing.purchase.PurchaseEvent;
import io.coinslot.billing.purchase.Source;
import io.coinslot.billing.purchase.Tasks;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Task;
import io.coinslot.servicekit.task.TaskHandler;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reports a delivery that is not confirmed although its deadline comes near: a task of the purchase. */
public final class OverdueAlarm implements TaskHandler<Purchase, PurchaseEvent> {
    private final Notifier notifier;
    private final Clock clock;

    public OverdueAlarm(Notifier notifier, Clock clock) {
        this.notifier = notifier;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return Tasks.REPORT_OVERDUE;
    }

    @Override
    public String target(Purchase purchase, Task task) {
        return "own-timers";
    }

    @Override
    public Outcome<Purchase, PurchaseEvent> run(String purchaseId, Purchase seen, Task task) {
        return new Done<>(this::report);
    }

    @Override
    public Function<Purchase, Decision<Purchase, PurchaseEvent, Void>> abandoned(
            String purchaseId, Task task, @Nullable Exception lastFailure) {
        return this::report;
    }

    private Decision<Purchase, PurchaseEvent, Void> report(Purchase purchase) {
        Delivery delivery = purchase.delivery();
        if (delivery.status() != DeliveryStatus.PENDING || delivery.deadline() == null) {
            return Nothing.changes();
        }
        Moment moment = new Moment(clock.instant().truncatedTo(ChronoUnit.MILLIS), Source.TIMER);
        PurchaseChange change =
                PurchaseChange.to(purchase, moment).record(new PurchaseEvent.DeliveryOverdue(delivery.deadline()));
        notifier.announce(change, WebhookType.DELIVERY_OVERDUE);
        return change.accepted();
    }
}
