package io.coinslot.simulators.google;

import io.coinslot.simulators.money.Amount;
import io.coinslot.simulators.protocol.Json;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes purchases as the Android Publisher API's resources. */
final class PlayBodies {
    /** Google's usual fee, taken from what is left after tax. */
    private static final int FEE_BASIS_POINTS = 1_500;

    private PlayBodies() {}

    /** {@code ProductPurchase}, the v1 resource; it carries no price. */
    static ObjectNode productPurchase(Purchase purchase) {
        Sale sale = purchase.sale();
        Standing standing = purchase.standing();
        ObjectNode body = Json.object()
                .put("kind", "androidpublisher#productPurchase")
                .put("purchaseTimeMillis", Long.toString(purchaseMillis(purchase)))
                .put("purchaseState", standing.state().number())
                .put("consumptionState", standing.consumed() ? 1 : 0)
                .put("developerPayload", "")
                .put("acknowledgementState", standing.acknowledged() ? 1 : 0)
                .put("purchaseToken", sale.purchaseToken())
                .put("productId", sale.productId())
                .put("refundableQuantity", purchase.refundableQuantity())
                .put("regionCode", sale.regionCode());
        if (sale.quantity() > 1) {
            body.put("quantity", sale.quantity());
        }
        if (sale.purchaseType() != null) {
            body.put("purchaseType", sale.purchaseType());
        }
        return withOrderAndBuyer(body, purchase);
    }

    /** {@code ProductPurchaseV2}. */
    static ObjectNode productPurchaseV2(Purchase purchase) {
        Sale sale = purchase.sale();
        Standing standing = purchase.standing();
        ObjectNode body = Json.object().put("kind", "androidpublisher#productPurchaseV2");
        ObjectNode item = body.putArray("productLineItem").addObject().put("productId", sale.productId());
        item.putObject("productOfferDetails")
                .put("purchaseOptionId", "default")
                .put("quantity", sale.quantity())
                .put("refundableQuantity", purchase.refundableQuantity())
                .put(
                        "consumptionState",
                        standing.consumed() ? "CONSUMPTION_STATE_CONSUMED" : "CONSUMPTION_STATE_YET_TO_BE_CONSUMED");
        body.putObject("purchaseStateContext")
                .put("purchaseState", standing.state().name());
        body.put("regionCode", sale.regionCode())
                .put(
                        "acknowledgementState",
                        standing.acknowledged()
                                ? "ACKNOWLEDGEMENT_STATE_ACKNOWLEDGED"
                                : "ACKNOWLEDGEMENT_STATE_PENDING");
        if (standing.isPaid()) {
            body.put("purchaseCompletionTime", time(standing.purchasedMillis()));
        }
        if (sale.purchaseType() != null && sale.purchaseType() == 0) {
            body.putObject("testPurchaseContext").put("fopType", "TEST");
        }
        return withOrderAndBuyer(body, purchase);
    }

    /** {@code Order}, which alone carries the price. */
    static ObjectNode order(Purchase purchase) {
        Sale sale = purchase.sale();
        ObjectNode body = Json.object()
                .put("orderId", sale.orderId())
                .put("purchaseToken", sale.purchaseToken())
                .put("state", purchase.orderState())
                .put("createTime", time(sale.createdMillis()))
                .put("lastEventTime", time(purchase.standing().lastEventMillis()))
                .put("salesChannel", "IN_APP");
        body.putObject("buyerAddress").put("buyerCountry", sale.regionCode());
        body.putObject("orderDetails").put("taxInclusive", true);
        body.set("total", sale.total().googleJson());
        body.set("tax", sale.tax().googleJson());
        body.set("developerRevenueInBuyerCurrency", revenue(purchase).googleJson());
        body.putArray("lineItems").add(lineItem(sale));
        body.set("orderHistory", history(purchase));
        return body;
    }

    /** {@code VoidedPurchase}. */
    static ObjectNode voidedPurchase(VoidedPurchase voided) {
        ObjectNode body = Json.object()
                .put("kind", "androidpublisher#voidedPurchase")
                .put("purchaseToken", voided.purchaseToken())
                .put("purchaseTimeMillis", Long.toString(voided.purchaseMillis()))
                .put("voidedTimeMillis", Long.toString(voided.voidedMillis()))
                .put("orderId", voided.orderId())
                .put("voidedSource", voided.source())
                .put("voidedReason", voided.reason());
        return voided.isPartial() ? body.put("voidedQuantity", voided.quantity()) : body;
    }

    private static ObjectNode withOrderAndBuyer(ObjectNode body, Purchase purchase) {
        Sale sale = purchase.sale();
        if (purchase.standing().isPaid()) {
            body.put("orderId", sale.orderId());
        }
        if (sale.accountId() != null) {
            body.put("obfuscatedExternalAccountId", sale.accountId());
        }
        if (sale.profileId() != null) {
            body.put("obfuscatedExternalProfileId", sale.profileId());
        }
        return body;
    }

    private static ObjectNode lineItem(Sale sale) {
        ObjectNode item = Json.object().put("productId", sale.productId()).put("productTitle", sale.productId());
        item.putObject("oneTimePurchaseDetails")
                .put("quantity", sale.quantity())
                .put("purchaseOptionId", "default");
        item.set("listingPrice", sale.price().googleJson());
        item.set("total", sale.total().googleJson());
        item.set("tax", sale.tax().googleJson());
        return item;
    }

    private static ObjectNode history(Purchase purchase) {
        Standing standing = purchase.standing();
        ObjectNode history = Json.object();
        if (standing.isPaid()) {
            history.putObject("processedEvent").put("eventTime", time(standing.purchasedMillis()));
        } else if (standing.state() == PurchaseState.CANCELLED) {
            history.putObject("cancellationEvent").put("eventTime", time(standing.lastEventMillis()));
        }
        String state = purchase.orderState();
        ArrayNode partial = Json.array();
        List<RefundEvent> shown = standing.shownRefunds();
        for (RefundEvent refund : shown) {
            boolean isRest = refund.equals(shown.getLast());
            if (isRest && state.equals("REFUNDED")) {
                ObjectNode event = history.putObject("refundEvent");
                event.put("eventTime", time(refund.atMillis())).put("refundReason", refund.reason());
                event.set("refundDetails", details(refund));
            } else if (!isRest || !state.equals("PENDING_REFUND")) {
                partial.add(partialRefund(refund));
            }
        }
        return partial.isEmpty() ? history : history.set("partialRefundEvents", partial);
    }

    private static ObjectNode partialRefund(RefundEvent refund) {
        ObjectNode event = Json.object()
                .put("createTime", time(refund.atMillis()))
                .put("state", refund.isPending() ? "PENDING" : "PROCESSED_SUCCESSFULLY");
        if (!refund.isPending()) {
            event.put("processTime", time(refund.atMillis()));
        }
        event.set("refundDetails", details(refund));
        return event;
    }

    private static ObjectNode details(RefundEvent refund) {
        ObjectNode details = Json.object();
        details.set("total", refund.amount().googleJson());
        return details;
    }

    private static Amount revenue(Purchase purchase) {
        Amount kept = purchase.refundable();
        if (kept.minor() == 0) {
            return kept;
        }
        Amount taxed = kept.minus(purchase.sale().tax());
        return taxed.minus(taxed.share(FEE_BASIS_POINTS));
    }

    private static long purchaseMillis(Purchase purchase) {
        Standing standing = purchase.standing();
        return standing.isPaid() ? standing.purchasedMillis() : purchase.sale().createdMillis();
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }
}
