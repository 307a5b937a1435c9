package io.coinslot.billing.limit;

import io.coinslot.billing.Nothing;
import io.coinslot.billing.OwnStore;
import io.coinslot.billing.clientday.ClientDays;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseEvent;
import io.coinslot.billing.purchase.PurchaseStatus;
import io.coinslot.billing.purchase.Tasks;
import io.coinslot.billing.purchase.UserId;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.aggregate.Task;
import io.coinslot.servicekit.task.TaskHandler;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Has a purchase count against the limits of its user, of its token and of its client as its state says: a task of the purchase. */
public final class LimitSettlement implements TaskHandler<Purchase, PurchaseEvent> {
    private final Users users;
    private final ClientDays days;
    private final TokenCounts tokens;
    private final Function<String, @Nullable Stored<Purchase>> purchases;
    private final Clock clock;

    /** Where purchases count that are paid with tokens of cards. */
    @FunctionalInterface
    public interface TokenCounts {
        /**
         * Makes a purchase count against the token's limits as it now should.
         *
         * @return whether that was news, of a version of the purchase that may be an old one
         */
        CompletionStage<Boolean> settle(String tokenUniqueReference, Spending spending, Instant now);
    }

    /** @param purchases finds a purchase as it is stored now */
    public LimitSettlement(
            Users users,
            ClientDays days,
            TokenCounts tokens,
            Function<String, @Nullable Stored<Purchase>> purchases,
            Clock clock) {
        this.users = users;
        this.days = days;
        this.tokens = tokens;
        this.purchases = purchases;
        this.clock = clock;
    }

    /** How a purchase counts. */
    public static SpendingStatus statusFor(Purchase purchase) {
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
    public boolean countsAgainstTarget(Exception failure) {
        return OwnStore.isAway(failure);
    }

    @Override
    public Outcome<Purchase, PurchaseEvent> run(String purchaseId, Purchase seen, Task task) {
        Stored<Purchase> stored = purchases.apply(purchaseId);
        while (stored != null) {
            stored = settle(stored) ? newer(stored) : null;
        }
        return new Done<>(purchase -> Nothing.changes());
    }

    /** Whether something was written: as of a version of the purchase that may be an old one by then. */
    private boolean settle(Stored<Purchase> stored) {
        boolean byUser = settleForUser(stored);
        boolean byToken = settleForToken(stored);
        settleForClient(stored.state());
        return byUser || byToken;
    }

    /**
     * The purchase, if it has moved on since. This attempt may have been overtaken by another one, which has left nothing:
     * for it there was nothing to change, or it is in a sum.
     */
    private @Nullable Stored<Purchase> newer(Stored<Purchase> settled) {
        Stored<Purchase> now = purchases.apply(settled.id());
        return now == null || now.version() == settled.version() ? null : now;
    }

    private boolean settleForUser(Stored<Purchase> stored) {
        Purchase purchase = stored.state();
        if (!purchase.order().limited()) {
            return false;
        }
        UserId userId = purchase.order().buyer().userId();
        return users.settle(purchase.serviceId(), userId, spending(stored), clock.instant())
                .toCompletableFuture()
                .join();
    }

    private boolean settleForToken(Stored<Purchase> stored) {
        String token = stored.state().order().paymentToken();
        return token != null
                && tokens.settle(token, spending(stored), clock.instant())
                        .toCompletableFuture()
                        .join();
    }

    /** What a purchase counts, as it is stored. */
    public static Spending spending(Stored<Purchase> stored) {
        Purchase purchase = stored.state();
        return new Spending(
                purchase.id(),
                purchase.order().total(),
                purchase.order().createdAt(),
                statusFor(purchase),
                stored.version(),
                null);
    }

    private void settleForClient(Purchase purchase) {
        String dayId = purchase.order().clientDay();
        if (dayId != null) {
            days.settle(dayId, purchase).toCompletableFuture().join();
        }
    }

    /** Never given up: a payment after its reservation was let go counts by this task alone. */
    @Override
    public int maxAttempts() {
        return Integer.MAX_VALUE;
    }

    @Override
    public Function<Purchase, Decision<Purchase, PurchaseEvent, Void>> abandoned(
            String purchaseId, Task task, @Nullable Exception lastFailure) {
        return purchase -> Nothing.changes();
    }
}
