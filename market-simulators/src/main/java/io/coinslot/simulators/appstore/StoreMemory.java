package io.coinslot.simulators.appstore;

import io.coinslot.simulators.memory.Journal;
import io.coinslot.simulators.memory.Journal.Position;
import io.coinslot.simulators.protocol.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Everything that the App Store remembers. The owner guards it with one lock; each change is in the journal, from which
 * notifications are read again when they are asked for.
 */
final class StoreMemory implements AutoCloseable {
    private final Map<String, Purchase> byTransaction = new HashMap<>();
    private final List<String> transactionsInOrder = new ArrayList<>();
    private final List<Line> told = new ArrayList<>();
    private final Set<String> reached = new HashSet<>();
    private final Journal journal;

    /** Enough of a notification to know whether it is wanted. */
    record Line(
            String notificationId,
            String bundleId,
            String type,
            @Nullable String transactionId,
            long atMillis,
            Position position) {}

    StoreMemory(Path folder) {
        this.journal = Journal.open(
                folder.resolve("app-store.journal"),
                Map.of(
                        "purchase", (value, at) -> remember(Json.as(value, Purchase.class)),
                        "told", (value, at) -> remember(Json.as(value, Told.class), at),
                        "reached", (value, at) -> reached.add(value.stringValue())));
    }

    @Nullable
    Purchase byTransaction(String transactionId) {
        return byTransaction.get(transactionId);
    }

    void put(Purchase purchase) {
        journal.append("purchase", purchase);
        remember(purchase);
    }

    void put(Told notification) {
        remember(notification, journal.append("told", notification));
    }

    /** The merchant has answered that it got the notification. */
    void reached(String notificationId) {
        if (reached.add(notificationId)) {
            JsonNode id = Json.tree(notificationId);
            journal.append("reached", id);
        }
    }

    boolean hasReached(Line line) {
        return reached.contains(line.notificationId());
    }

    List<Purchase> all() {
        List<Purchase> all = new ArrayList<>(transactionsInOrder.size());
        for (String transactionId : transactionsInOrder) {
            Purchase purchase = byTransaction.get(transactionId);
            if (purchase != null) {
                all.add(purchase);
            }
        }
        return all;
    }

    List<Line> told() {
        return told;
    }

    Told read(Line line) {
        return Json.as(journal.read(line.position()), Told.class);
    }

    @Override
    public void close() {
        journal.close();
    }

    private void remember(Purchase purchase) {
        String transactionId = purchase.sale().transactionId();
        if (byTransaction.put(transactionId, purchase) == null) {
            transactionsInOrder.add(transactionId);
        }
    }

    private void remember(Told notification, Position at) {
        told.add(new Line(
                notification.notificationId(),
                notification.bundleId(),
                notification.type(),
                notification.transactionId(),
                notification.atMillis(),
                at));
    }
}
