package io.coinslot.billing.card;

import io.coinslot.billing.Nothing;
import io.coinslot.billing.OwnStore;
import io.coinslot.billing.limit.LimitSettlement;
import io.coinslot.billing.limit.Spending;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseId;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.aggregate.Task;
import io.coinslot.servicekit.task.TaskHandler;
import java.time.Clock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Looks after what is reserved of a token and nobody has settled: lets it go if its purchase never came to be. */
public final class SpendingCheck implements TaskHandler<CardToken, Void> {
    private final Function<String, @Nullable Stored<Purchase>> purchases;
    private final Clock clock;

    /** @param purchases finds a purchase as it is stored now */
    public SpendingCheck(Function<String, @Nullable Stored<Purchase>> purchases, Clock clock) {
        this.purchases = purchases;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return TokenSpending.CHECK;
    }

    @Override
    public String target(CardToken token, Task task) {
        return "own-purchases";
    }

    @Override
    public boolean countsAgainstTarget(Exception failure) {
        return OwnStore.isAway(failure);
    }

    @Override
    public Outcome<CardToken, Void> run(String tokenKey, CardToken token, Task task) {
        PurchaseId purchaseId = new PurchaseId(task.data().getOrDefault(TokenSpending.PURCHASE_ID, ""));
        Stored<Purchase> stored = purchases.apply(purchaseId.value());
        Spending actual = stored == null ? null : LimitSettlement.spending(stored);
        return new Done<>(now -> TokenSpending.checked(now, purchaseId, actual, clock.instant()));
    }

    @Override
    public Function<CardToken, Decision<CardToken, Void, Void>> abandoned(
            String tokenKey, Task task, @Nullable Exception lastFailure) {
        // The purchase's own task settles it; what is never settled only errs on the safe side.
        return token -> Nothing.changes();
    }
}
