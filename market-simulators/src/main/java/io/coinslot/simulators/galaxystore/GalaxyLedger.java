package io.coinslot.simulators.galaxystore;

import io.coinslot.simulators.control.LedgerPage;
import io.coinslot.simulators.control.LedgerQuery;
import io.coinslot.simulators.control.LedgerTotals;
import io.coinslot.simulators.protocol.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What Galaxy Store believes happened, one entry per purchase. */
final class GalaxyLedger {
    private GalaxyLedger() {}

    /** @param packageName the only application to show, null for all */
    static LedgerPage page(List<Purchase> purchases, @Nullable String packageName, LedgerQuery query) {
        ArrayNode items = Json.array();
        LedgerTotals totals = new LedgerTotals();
        int next = query.after();
        boolean more = false;
        for (int position = 0; position < purchases.size(); position++) {
            Purchase purchase = purchases.get(position);
            if (packageName != null && !purchase.sale().packageName().equals(packageName)) {
                continue;
            }
            add(totals, purchase);
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
                .put("marketTransactionId", sale.orderId())
                .put("orderId", sale.orderId())
                .put("purchaseId", sale.purchaseId())
                .put("packageName", sale.packageName())
                .put("productId", sale.itemId())
                .put("userId", sale.userId())
                .put("obfuscatedAccountId", sale.accountId())
                .put("state", state(purchase))
                .put("acknowledged", purchase.acknowledgedMillis() > 0)
                .put("consumed", purchase.consumedMillis() > 0)
                .put("finished", purchase.isFinished())
                .put("createdAt", time(sale.createdMillis()))
                .put("capturedAt", purchase.isPaid() ? time(purchase.paidMillis()) : null);
        entry.set("captured", purchase.captured().json());
        entry.set("refunded", purchase.refunded().json());
        entry.set("chargedBack", sale.total().ofMinor(0).json());
        return entry;
    }

    private static void add(LedgerTotals totals, Purchase purchase) {
        totals.add(
                purchase.captured(),
                purchase.refunded(),
                purchase.sale().total().ofMinor(0),
                state(purchase),
                purchase.isFinished());
    }

    private static String state(Purchase purchase) {
        return switch (purchase.state()) {
            case PENDING -> "PENDING";
            case PAID -> "CAPTURED";
            case FAILED -> "CANCELLED";
            case REFUNDED -> "REFUNDED";
        };
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }
}
