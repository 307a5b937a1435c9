package io.coinslot.simulators.google;

import io.coinslot.simulators.control.LedgerPage;
import io.coinslot.simulators.control.LedgerQuery;
import io.coinslot.simulators.control.LedgerReading;
import io.coinslot.simulators.control.LedgerTotals;
import io.coinslot.simulators.money.Amount;
import io.coinslot.simulators.protocol.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What Google Play believes happened, one entry per purchase. */
final class PlayLedger {
    private PlayLedger() {}

    static LedgerPage page(PlayStore store, ServiceAccounts accounts, LedgerQuery query) {
        List<Purchase> purchases = store.all();
        String packageName = packageName(accounts, query.serviceId());
        LedgerTotals totals = new LedgerTotals();
        LedgerReading reading = new LedgerReading(query);
        for (Purchase purchase : purchases) {
            if (packageName != null && !purchase.sale().packageName().equals(packageName)) {
                reading.skip();
                continue;
            }
            totals.add(
                    purchase.captured(),
                    plainly(purchase),
                    chargedBack(purchase),
                    state(purchase),
                    purchase.standing().acknowledged());
            reading.add(
                    () -> entry(purchase, store.chargebacksOf(purchase.sale().orderId())));
        }
        return reading.page(totals.json());
    }

    static ObjectNode entry(Purchase purchase, List<Chargeback> chargebacks) {
        Sale sale = purchase.sale();
        Standing standing = purchase.standing();
        ObjectNode entry = Json.object()
                .put("marketTransactionId", sale.orderId())
                .put("orderId", sale.orderId())
                .put("purchaseToken", sale.purchaseToken())
                .put("packageName", sale.packageName())
                .put("productId", sale.productId())
                .put("quantity", sale.quantity())
                .put("userId", sale.userId())
                .put("obfuscatedAccountId", sale.accountId())
                .put("state", state(purchase))
                .put("purchaseState", standing.state().name())
                .put("acknowledged", standing.acknowledged())
                .put("consumed", standing.consumed())
                .put("finished", standing.acknowledged())
                .put("createdAt", time(sale.createdMillis()))
                .put("capturedAt", standing.isPaid() ? time(standing.purchasedMillis()) : null);
        entry.set("captured", purchase.captured().json());
        entry.set("refunded", plainly(purchase).json());
        entry.set("chargedBack", chargedBack(purchase).json());
        if (!chargebacks.isEmpty()) {
            ArrayNode reviews = entry.putArray("refundReviews");
            chargebacks.forEach(chargeback -> reviews.add(chargeback.json()));
        }
        return entry;
    }

    private static Amount chargedBack(Purchase purchase) {
        return purchase.captured()
                .ofMinor(purchase.standing().refunds().stream()
                        .filter(refund -> refund.reason().equals(RefundEvent.CHARGEBACK))
                        .mapToLong(refund -> refund.amount().minor())
                        .sum());
    }

    private static Amount plainly(Purchase purchase) {
        return purchase.refunded().minus(chargedBack(purchase));
    }

    private static String state(Purchase purchase) {
        return switch (purchase.orderState()) {
            case "PENDING" -> "PENDING";
            case "CANCELED" -> "CANCELLED";
            case "PROCESSED" -> "CAPTURED";
            case "PARTIALLY_REFUNDED" -> "PARTIALLY_REFUNDED";
            default -> "REFUNDED";
        };
    }

    private static @Nullable String packageName(ServiceAccounts accounts, @Nullable String serviceId) {
        ServiceAccount account = serviceId == null ? null : accounts.byService(serviceId);
        if (serviceId == null) {
            return null;
        }
        return account == null ? "" : account.packageName();
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }
}
