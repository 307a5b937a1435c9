package io.coinslot.simulators.appstore;

import io.coinslot.simulators.appstore.Standing.State;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What happens to purchases at the App Store. Every change is made under one lock, journalled, then told. */
final class Store {
    private final StoreMemory memory;
    private final Notices notices;
    private final Clock clock;

    Store(StoreMemory memory, Notices notices, Clock clock) {
        this.memory = memory;
        this.notices = notices;
        this.clock = clock;
    }

    synchronized Purchase sell(Sale sale, State state) {
        Purchase purchase = new Purchase(
                sale, state == State.PENDING ? Standing.PENDING : Standing.purchased(sale.createdMillis()));
        memory.put(purchase);
        if (state == State.PURCHASED) {
            tell(Notices.CHARGED, purchase);
        }
        return purchase;
    }

    /** Approves a purchase that is pending, or does not; null if it is not pending. */
    synchronized @Nullable Purchase complete(String transactionId, boolean approved) {
        Purchase purchase = memory.byTransaction(transactionId);
        if (purchase == null || purchase.standing().state() != State.PENDING) {
            return null;
        }
        Purchase after = purchase.now(
                approved
                        ? Standing.purchased(clock.millis())
                        : purchase.standing().cancelled());
        memory.put(after);
        if (approved) {
            tell(Notices.CHARGED, after);
        }
        return after;
    }

    /** Changes the standing of a transaction, which the merchant caused. */
    synchronized void change(Purchase purchase, UnaryOperator<Standing> change) {
        Purchase known = known(purchase);
        memory.put(known.now(change.apply(known.standing())));
    }

    /** Gives a share of the price back; null if that much or more went back already. */
    synchronized @Nullable Purchase refund(Purchase purchase, int reason, int percentage) {
        Purchase known = known(purchase);
        Revocation before = known.standing().revocation();
        if (!known.isTransaction() || (before != null && before.percentage() >= percentage)) {
            return null;
        }
        long now = before == null ? clock.millis() : Math.max(clock.millis(), before.atMillis() + 1);
        Purchase after = known.now(known.standing().revoked(new Revocation(now, reason, percentage)));
        memory.put(after);
        tell(Notices.REFUNDED, after);
        return after;
    }

    /** Takes a refund back; null if there is none. */
    synchronized @Nullable Purchase reverseRefund(Purchase purchase) {
        Purchase known = known(purchase);
        if (known.standing().revocation() == null) {
            return null;
        }
        Purchase after = known.now(known.standing().revoked(null));
        memory.put(after);
        tell(Notices.REFUND_REVERSED, after);
        return after;
    }

    /** Tells of something that changes nothing. */
    synchronized void tell(String type, Purchase purchase) {
        send(notices.about(type, purchase));
    }

    synchronized @Nullable Purchase byTransaction(String transactionId) {
        return memory.byTransaction(transactionId);
    }

    synchronized List<Purchase> all() {
        return memory.all();
    }

    /** The notifications that are wanted, oldest first; those which reached the merchant on demand only. */
    synchronized List<StoreMemory.Line> told(Predicate<StoreMemory.Line> wanted, boolean alsoReached) {
        List<StoreMemory.Line> lines = new ArrayList<>();
        for (StoreMemory.Line line : memory.told()) {
            if (wanted.test(line) && (alsoReached || !memory.hasReached(line))) {
                lines.add(line);
            }
        }
        return lines;
    }

    Told read(StoreMemory.Line line) {
        return memory.read(line);
    }

    private void send(Told notification) {
        memory.put(notification);
        notices.send(notification, () -> reached(notification.notificationId()));
    }

    private synchronized void reached(String notificationId) {
        memory.reached(notificationId);
    }

    private Purchase known(Purchase purchase) {
        Purchase known = memory.byTransaction(purchase.sale().transactionId());
        if (known == null) {
            throw new IllegalStateException("no such purchase");
        }
        return known;
    }
}
