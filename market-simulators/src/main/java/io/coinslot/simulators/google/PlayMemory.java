package io.coinslot.simulators.google;

import io.coinslot.simulators.memory.Journal;
import io.coinslot.simulators.protocol.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything that Google Play remembers. The owner guards it with one lock; each change is in the journal. */
final class PlayMemory implements AutoCloseable {
    private final Map<String, Purchase> byToken = new HashMap<>();
    private final Map<String, String> tokenByOrder = new HashMap<>();
    private final List<String> tokensInOrder = new ArrayList<>();
    private final List<VoidedPurchase> voids = new ArrayList<>();
    private final Map<String, Chargeback> chargebacks = new LinkedHashMap<>();
    private final Journal journal;

    PlayMemory(Path folder) {
        this.journal = Journal.open(
                folder.resolve("google-play.journal"),
                Map.of(
                        "purchase", (value, at) -> remember(Json.as(value, Purchase.class)),
                        "void", (value, at) -> voids.add(Json.as(value, VoidedPurchase.class)),
                        "chargeback", (value, at) -> remember(Json.as(value, Chargeback.class))));
    }

    @Nullable
    Purchase byToken(String token) {
        return byToken.get(token);
    }

    @Nullable
    Purchase byOrder(String orderId) {
        String token = tokenByOrder.get(orderId);
        return token == null ? null : byToken.get(token);
    }

    void put(Purchase purchase) {
        journal.append("purchase", purchase);
        remember(purchase);
    }

    void put(VoidedPurchase voided) {
        journal.append("void", voided);
        voids.add(voided);
    }

    void put(Chargeback chargeback) {
        journal.append("chargeback", chargeback);
        remember(chargeback);
    }

    @Nullable
    Chargeback chargeback(String pendingRefundToken) {
        return chargebacks.get(pendingRefundToken);
    }

    List<Chargeback> chargebacksOf(String orderId) {
        return chargebacks.values().stream()
                .filter(chargeback -> chargeback.orderId().equals(orderId))
                .toList();
    }

    int size() {
        return tokensInOrder.size();
    }

    Purchase at(int position) {
        Purchase purchase = byToken.get(tokensInOrder.get(position));
        if (purchase == null) {
            throw new IllegalStateException("no purchase at " + position);
        }
        return purchase;
    }

    List<VoidedPurchase> voids() {
        return voids;
    }

    @Override
    public void close() {
        journal.close();
    }

    private void remember(Purchase purchase) {
        String token = purchase.sale().purchaseToken();
        if (byToken.put(token, purchase) == null) {
            tokensInOrder.add(token);
            tokenByOrder.put(purchase.sale().orderId(), token);
        }
    }

    private void remember(Chargeback chargeback) {
        chargebacks.put(chargeback.pendingRefundToken(), chargeback);
    }
}
