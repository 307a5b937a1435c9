package io.coinslot.simulators.onestore;

import io.coinslot.simulators.memory.Journal;
import io.coinslot.simulators.protocol.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything that ONE store remembers. The owner guards it with one lock; each change is in the journal. */
final class StoreMemory implements AutoCloseable {
    private final Map<String, Purchase> byToken = new HashMap<>();
    private final Map<String, String> tokenById = new HashMap<>();
    private final List<String> tokensInOrder = new ArrayList<>();
    private final List<String> cancelledTokens = new ArrayList<>();
    private final Journal journal;

    StoreMemory(Path folder) {
        this.journal = Journal.open(
                folder.resolve("one-store.journal"),
                Map.of("purchase", (value, at) -> remember(Json.as(value, Purchase.class))));
    }

    @Nullable
    Purchase byToken(String token) {
        return byToken.get(token);
    }

    @Nullable
    Purchase byId(String purchaseId) {
        String token = tokenById.get(purchaseId);
        return token == null ? null : byToken.get(token);
    }

    void put(Purchase purchase) {
        journal.append("purchase", purchase);
        remember(purchase);
    }

    /** All purchases in the order in which they were made. */
    List<Purchase> all() {
        return existing(tokensInOrder);
    }

    /** The cancelled ones in the order in which they were cancelled. */
    List<Purchase> cancelled() {
        return existing(cancelledTokens);
    }

    @Override
    public void close() {
        journal.close();
    }

    private List<Purchase> existing(List<String> tokens) {
        List<Purchase> purchases = new ArrayList<>(tokens.size());
        for (String token : tokens) {
            Purchase purchase = byToken.get(token);
            if (purchase != null) {
                purchases.add(purchase);
            }
        }
        return purchases;
    }

    private void remember(Purchase purchase) {
        String token = purchase.sale().purchaseToken();
        Purchase before = byToken.put(token, purchase);
        if (before == null) {
            tokensInOrder.add(token);
            tokenById.put(purchase.sale().purchaseId(), token);
        }
        if (purchase.isCancelled() && (before == null || !before.isCancelled())) {
            cancelledTokens.add(token);
        }
    }
}
