package io.coinslot.simulators.onestore;

import io.coinslot.simulators.control.LedgerPage;
import io.coinslot.simulators.control.LedgerQuery;
import io.coinslot.simulators.control.LedgerTotals;
import io.coinslot.simulators.protocol.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What ONE store believes happened, one entry per purchase. */
final class StoreLedger {
    private StoreLedger() {}

    static LedgerPage page(List<Purchase> purchases, @Nullable String clientId, LedgerQuery query) {
        ArrayNode items = Json.array();
        LedgerTotals totals = new LedgerTotals();
        int next = query.after();
        boolean more = false;
        for (int position = 0; position < purchases.size(); position++) {
            Purchase purchase = purchases.get(position);
            if (clientId != null && !purchase.sale().clientId().equals(clientId)) {
                continue;
            }
            count(purchase, totals);
            if (position >= query.after() && items.size() < query.limit()) {
                items.add(entry(purchase));
                next = position + 1;
            } else if (position >= query.after()) {
                more = true;
            }
        }
        return new LedgerPage(items, next, more, totals.json());
    }

    static ObjectNode entry(Purchase purchase) {
        Sale sale = purchase.sale();
        ObjectNode entry = Json.object()
                .put("marketTransactionId", sale.purchaseId())
                .put("purchaseId", sale.purchaseId())
                .put("purchaseToken", sale.purchaseToken())
                .put("clientId", sale.clientId())
                .put("environment", sale.environment().name())
                .put("marketCode", sale.marketCode().name())
                .put("productId", sale.productId())
                .put("quantity", sale.quantity())
                .put("userId", sale.userId())
                .put("developerPayload", sale.developerPayload())
                .put("state", state(purchase))
                .put("acknowledged", purchase.acknowledged())
                .put("consumed", purchase.consumed())
                .put("finished", purchase.isFinished())
                .put("cancelledBy", purchase.isCancelled() ? purchase.cancelledBy() : null)
                .put("capturedAt", Instant.ofEpochMilli(sale.purchaseMillis()).toString());
        entry.set("captured", sale.total().json());
        entry.set("refunded", purchase.refunded().json());
        entry.set("chargedBack", sale.total().ofMinor(0).json());
        return entry;
    }

    private static void count(Purchase purchase, LedgerTotals totals) {
        totals.add(
                purchase.sale().total(),
                purchase.refunded(),
                purchase.sale().total().ofMinor(0),
                state(purchase),
                purchase.isFinished());
    }

    private static String state(Purchase purchase) {
        return purchase.isCancelled() ? "REFUNDED" : "CAPTURED";
    }
}
