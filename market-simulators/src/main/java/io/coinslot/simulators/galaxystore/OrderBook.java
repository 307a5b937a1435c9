package io.coinslot.simulators.galaxystore;

import io.coinslot.simulators.memory.Journal;
import io.coinslot.simulators.protocol.Json;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything that Galaxy Store has sold. Every change is made under one lock, journalled, then told. */
final class OrderBook implements AutoCloseable {
    private final Map<String, Purchase> byPurchaseId = new LinkedHashMap<>();
    private final Map<String, String> purchaseIdByOrder = new LinkedHashMap<>();
    private final Journal journal;
    private final OrderListener listener;
    private final Clock clock;

    OrderBook(Path folder, OrderListener listener, Clock clock) {
        this.listener = listener;
        this.clock = clock;
        this.journal = Journal.open(
                folder.resolve("galaxy-store.journal"),
                Map.of("purchase", (value, at) -> remember(Json.as(value, Purchase.class))));
    }

    /** What became of a purchase that was to be finished, in the numbers of the acknowledgement API. */
    enum Finish {
        DONE(0),
        NO_SUCH_ORDER(1),
        NOT_SUCCESSFUL(2),
        WRONG_TYPE(3),
        DONE_BEFORE(4),
        NOT_AUTHORIZED(5);

        private final int code;

        Finish(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }
    }

    synchronized Purchase begin(Sale sale) {
        Purchase purchase = Purchase.begun(sale);
        put(purchase);
        return purchase;
    }

    /** Has a pending purchase paid or fail; null if it is not pending. */
    synchronized @Nullable Purchase complete(String purchaseId, boolean paid) {
        Purchase purchase = byPurchaseId.get(purchaseId);
        if (purchase == null || purchase.state() != State.PENDING) {
            return null;
        }
        Purchase after = paid ? purchase.paid(clock.millis()) : purchase.failed();
        put(after);
        if (paid) {
            listener.purchased(after);
        }
        return after;
    }

    /** Consumes or acknowledges a purchase of the application. */
    synchronized Finish finish(String packageName, String purchaseId, boolean consume) {
        Purchase purchase = byPurchaseId.get(purchaseId);
        if (purchase == null || purchase.state() == State.PENDING) {
            return Finish.NO_SUCH_ORDER;
        }
        if (!purchase.sale().packageName().equals(packageName)) {
            return Finish.NOT_AUTHORIZED;
        }
        if (purchase.state() != State.PAID) {
            return Finish.NOT_SUCCESSFUL;
        }
        if (purchase.sale().consumable() != consume) {
            return Finish.WRONG_TYPE;
        }
        if (purchase.isFinished()) {
            return Finish.DONE_BEFORE;
        }
        put(consume ? purchase.consumed(clock.millis()) : purchase.acknowledged(clock.millis()));
        return Finish.DONE;
    }

    /** Gives all of the money back; null if there is none to give back. */
    synchronized @Nullable Purchase refund(String purchaseId) {
        Purchase purchase = byPurchaseId.get(purchaseId);
        if (purchase == null || purchase.state() != State.PAID) {
            return null;
        }
        Purchase after = purchase.refunded(clock.millis());
        put(after);
        listener.refunded(after);
        return after;
    }

    synchronized @Nullable Purchase byPurchaseId(String purchaseId) {
        return byPurchaseId.get(purchaseId);
    }

    synchronized @Nullable Purchase byOrder(String orderId) {
        String purchaseId = purchaseIdByOrder.get(orderId);
        return purchaseId == null ? null : byPurchaseId.get(purchaseId);
    }

    /** All purchases, the oldest first. */
    synchronized List<Purchase> all() {
        return new ArrayList<>(byPurchaseId.values());
    }

    @Override
    public void close() {
        journal.close();
    }

    private void put(Purchase purchase) {
        journal.append("purchase", purchase);
        remember(purchase);
    }

    private void remember(Purchase purchase) {
        byPurchaseId.put(purchase.sale().purchaseId(), purchase);
        purchaseIdByOrder.put(purchase.sale().orderId(), purchase.sale().purchaseId());
    }
}
