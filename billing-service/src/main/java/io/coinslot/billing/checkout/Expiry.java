package io.coinslot.billing.checkout;

import io.coinslot.billing.purchase.Moment;
import io.coinslot.billing.purchase.Purchase;
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

/** Ends what was not paid in time: a task of the purchase. */
public final class Expiry implements TaskHandler<Purchase, PurchaseEvent> {
    private final Endings endings;
    private final Clock clock;

    public Expiry(Endings endings, Clock clock) {
        this.endings = endings;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return Tasks.EXPIRE;
    }

    @Override
    public String target(Purchase purchase, Task task) {
        return "own-timers";
    }

    @Override
    public Outcome<Purchase, PurchaseEvent> run(String purchaseId, Purchase seen, Task task) {
        return new Done<>(this::expire);
    }

    @Override
    public Function<Purchase, Decision<Purchase, PurchaseEvent, Void>> abandoned(
            String purchaseId, Task task, @Nullable Exception lastFailure) {
        return this::expire;
    }

    private Decision<Purchase, PurchaseEvent, Void> expire(Purchase purchase) {
        return endings.expire(purchase, new Moment(clock.instant().truncatedTo(ChronoUnit.MILLIS), Source.TIMER));
    }
}
