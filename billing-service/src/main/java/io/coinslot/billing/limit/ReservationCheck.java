package io.coinslot.billing.limit;

import io.coinslot.billing.Nothing;
import io.coinslot.billing.OwnStore;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseId;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.aggregate.Task;
import io.coinslot.servicekit.task.TaskHandler;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Looks after a reservation that nobody has settled: releases it if its purchase never came to be. */
public final class ReservationCheck implements TaskHandler<User, Void> {
    static final String KIND = "check-reservation";
    static final String PURCHASE_ID = "purchaseId";

    private final Function<String, @Nullable Stored<Purchase>> purchases;
    private final Clock clock;

    /** @param purchases finds a purchase as it is stored now */
    public ReservationCheck(Function<String, @Nullable Stored<Purchase>> purchases, Clock clock) {
        this.purchases = purchases;
        this.clock = clock;
    }

    static String taskId(PurchaseId purchaseId) {
        return KIND + ":" + purchaseId;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String target(User user, Task task) {
        return "own-purchases";
    }

    @Override
    public boolean countsAgainstTarget(Exception failure) {
        return OwnStore.isAway(failure);
    }

    @Override
    public Outcome<User, Void> run(String userKey, User user, Task task) {
        PurchaseId purchaseId = new PurchaseId(task.data().getOrDefault(PURCHASE_ID, ""));
        Stored<Purchase> stored = purchases.apply(purchaseId.value());
        Instant now = clock.instant();
        return new Done<>(current -> current.ledger()
                .spending(purchaseId)
                .map(spending -> decide(current, spending, stored, now))
                .orElseGet(Nothing::changes));
    }

    private static Decision<User, Void, Void> decide(
            User user, Spending spending, @Nullable Stored<Purchase> stored, Instant now) {
        SpendingStatus status = stored == null || isOlder(stored.state(), spending)
                ? SpendingStatus.RELEASED
                : LimitSettlement.statusFor(stored.state());
        long version = stored == null ? 0 : stored.version();
        if (spending.status() != SpendingStatus.RESERVED || status == SpendingStatus.RESERVED) {
            return Nothing.changes();
        }
        Spending actual =
                stored == null ? spending : spending.of(stored.state().order().total());
        return Nothing.but(user.with(actual.with(status, version), Spending.dayOf(now)));
    }

    /** The purchase was there before the reservation, which a repeated request has made: it counts by itself. */
    private static boolean isOlder(Purchase purchase, Spending spending) {
        return purchase.order().createdAt().isBefore(spending.requestedAt());
    }

    @Override
    public Function<User, Decision<User, Void, Void>> abandoned(
            String userKey, Task task, @Nullable Exception lastFailure) {
        // The purchase's own task settles the reservation; a reservation that is never settled only errs on the safe
        // side.
        return user -> Nothing.changes();
    }
}
