package io.coinslot.simulators.onestore;

import io.coinslot.simulators.control.LedgerPage;
import io.coinslot.simulators.control.LedgerQuery;
import io.coinslot.simulators.control.LedgerReading;
import io.coinslot.simulators.control.LedgerTotals;
import io.coinslot.simulators.protocol.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What ONE store believes happened, one entry per purchase. */
final class StoreLedger {
    private StoreLedger() {}

    static LedgerPage page(List<Purchase> purchases, @Nullable String clientId, LedgerQuery query) {
        LedgerTotals totals = new LedgerTotals();
        LedgerReading reading = new LedgerReading(query);
        for (Purchase purchase : purchases) {
            if (clientId != null && !purchase.sale().clientId().equals(clientId)) {
                reading.skip();
                continue;
            }
            count(purchase, totals);
            reading.add(() -> entry(purchase));
        }
        return reading.page(totals.json());
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
