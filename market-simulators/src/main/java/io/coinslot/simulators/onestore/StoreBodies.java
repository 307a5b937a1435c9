package io.coinslot.simulators.onestore;

import io.coinslot.simulators.protocol.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Writes purchases as the resources of the server API V7. */
final class StoreBodies {
    private StoreBodies() {}

    /** {@code getPurchaseDetails}; it carries no price, no product and no currency. */
    static ObjectNode details(Purchase purchase) {
        Sale sale = purchase.sale();
        return Json.object()
                .put("consumptionState", purchase.consumed() ? 1 : 0)
                .put("developerPayload", payload(sale))
                .put("purchaseState", purchase.isCancelled() ? 1 : 0)
                .put("purchaseTime", sale.purchaseMillis())
                .put("purchaseId", sale.purchaseId())
                .put("acknowledgeState", purchase.acknowledged() ? 1 : 0)
                .put("quantity", sale.quantity());
    }

    /** An entry of {@code getVoidedPurchases}. */
    static ObjectNode voided(Purchase purchase) {
        Sale sale = purchase.sale();
        return Json.object()
                .put("purchaseId", sale.purchaseId())
                .put("purchaseTime", sale.purchaseMillis())
                .put("voidedTime", purchase.cancelledMillis())
                .put("purchaseToken", sale.purchaseToken())
                .put("marketCode", sale.marketCode().name());
    }

    /** Where the client gave none along, the one host says nothing and the other null. */
    private static @Nullable String payload(Sale sale) {
        return sale.developerPayload() == null && sale.environment() == Environment.SANDBOX
                ? ""
                : sale.developerPayload();
    }
}
