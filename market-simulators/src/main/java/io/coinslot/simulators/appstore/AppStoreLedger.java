package io.coinslot.simulators.appstore;

import io.coinslot.simulators.control.LedgerPage;
import io.coinslot.simulators.control.LedgerQuery;
import io.coinslot.simulators.control.LedgerReading;
import io.coinslot.simulators.control.LedgerTotals;
import io.coinslot.simulators.protocol.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What the App Store believes happened, one entry per purchase. */
final class AppStoreLedger {
    private AppStoreLedger() {}

    static LedgerPage page(List<Purchase> purchases, Developers developers, LedgerQuery query) {
        String bundleId = bundleId(developers, query.serviceId());
        LedgerTotals totals = new LedgerTotals();
        LedgerReading reading = new LedgerReading(query);
        for (Purchase purchase : purchases) {
            if (bundleId != null && !purchase.sale().bundleId().equals(bundleId)) {
                reading.skip();
                continue;
            }
            totals.add(
                    purchase.captured(),
                    purchase.refunded(),
                    purchase.captured().ofMinor(0),
                    state(purchase),
                    purchase.standing().finished());
            reading.add(() -> entry(purchase));
        }
        return reading.page(totals.json());
    }

    static ObjectNode entry(Purchase purchase) {
        Sale sale = purchase.sale();
        Standing standing = purchase.standing();
        ObjectNode entry = Json.object()
                .put("marketTransactionId", sale.transactionId())
                .put("transactionId", sale.transactionId())
                .put("bundleId", sale.bundleId())
                .put("productId", sale.productId())
                .put("quantity", sale.quantity())
                .put("userId", sale.userId())
                .put("appAccountToken", sale.appAccountToken())
                .put("environment", sale.environment())
                .put("state", state(purchase))
                .put("finished", standing.finished())
                .put("createdAt", time(sale.createdMillis()))
                .put("capturedAt", purchase.isTransaction() ? time(standing.purchasedMillis()) : null);
        entry.set("captured", purchase.captured().json());
        entry.set("refunded", purchase.refunded().json());
        entry.set("chargedBack", purchase.captured().ofMinor(0).json());
        if (standing.consumption() != null) {
            entry.set("consumptionInformation", standing.consumption());
        }
        return entry;
    }

    private static String state(Purchase purchase) {
        Revocation revocation = purchase.standing().revocation();
        return switch (purchase.standing().state()) {
            case PENDING -> "PENDING";
            case CANCELLED -> "CANCELLED";
            case PURCHASED -> revocation == null ? "CAPTURED" : revocation.isFull() ? "REFUNDED" : "PARTIALLY_REFUNDED";
        };
    }

    private static @Nullable String bundleId(Developers developers, @Nullable String serviceId) {
        Developer developer = serviceId == null ? null : developers.byService(serviceId);
        if (serviceId == null) {
            return null;
        }
        return developer == null ? "" : developer.bundleId();
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }
}
