package io.coinslot.simulators.galaxystore;

import io.coinslot.simulators.control.LedgerPage;
import io.coinslot.simulators.control.LedgerQuery;
import io.coinslot.simulators.control.LedgerReading;
import io.coinslot.simulators.control.LedgerTotals;
import io.coinslot.simulators.protocol.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What Galaxy Store believes happened, one entry per purchase. */
final class GalaxyLedger {
    private GalaxyLedger() {}

    /** @param packageName the only application to show, null for all */
    static LedgerPage page(List<Purchase> purchases, @Nullable String packageName, LedgerQuery query) {
        LedgerTotals totals = new LedgerTotals();
        LedgerReading reading = new LedgerReading(query);
        for (Purchase purchase : purchases) {
            if (packageName != null && !purchase.sale().packageName().equals(packageName)) {
                reading.skip();
                continue;
            }
            add(totals, purchase);
            reading.add(() -> entry(purchase));
        }
        return reading.page(totals.json());
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
