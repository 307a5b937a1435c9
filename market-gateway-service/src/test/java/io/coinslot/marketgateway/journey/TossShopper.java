package io.coinslot.marketgateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.payment.PaymentStatus;
import io.coinslot.marketgateway.payment.Receipt;
import tools.jackson.databind.JsonNode;

/** A player at Toss Payments' window, the merchant's console, and what Toss Payments believes. */
final class TossShopper {
    private final SimulatedMarkets markets;
    private final LocalGateway gateway;

    TossShopper(SimulatedMarkets markets, LocalGateway gateway) {
        this.markets = markets;
        this.gateway = gateway;
    }

    /** Authorises 1200 won for the purchase; returns the key that the client then holds. */
    String authorise(String purchaseId) {
        return authorise(purchaseId, "1200", "");
    }

    String authorise(String orderId, String won, String more) {
        return markets.post("/control/toss-payments/purchases", """
            {"serviceId":"arcade","orderId":"%s","total":{"amount":"%s","currency":"KRW"}%s}\
            """.formatted(orderId, won, more))
                .path("paymentKey")
                .asString();
    }

    void submit(String purchaseId, String paymentKey) {
        gateway.submit(purchaseId, "r-" + paymentKey, new Receipt(Receipt.Kind.PAYMENT_KEY, paymentKey));
    }

    String capture(String purchaseId) {
        gateway.request(Orders.of(Orders.TOSS_PAYMENTS, purchaseId));
        String paymentKey = authorise(purchaseId);
        submit(purchaseId, paymentKey);
        assertThat(gateway.payment(purchaseId).status()).isEqualTo(PaymentStatus.CAPTURED);
        return paymentKey;
    }

    /** Has a virtual account wait for the deposit. */
    String await(String purchaseId) {
        gateway.request(Orders.of(Orders.TOSS_PAYMENTS, purchaseId));
        String paymentKey = authorise(purchaseId, "1200", ",\"outcome\":\"PENDING\"");
        submit(purchaseId, paymentKey);
        assertThat(gateway.payment(purchaseId).status()).isEqualTo(PaymentStatus.PENDING);
        return paymentKey;
    }

    void complete(String paymentKey, String outcome) {
        markets.post(
                "/control/toss-payments/purchases/" + paymentKey + "/complete", "{\"outcome\":\"" + outcome + "\"}");
    }

    void cancelAtTheConsole(String paymentKey, String won) {
        markets.post(
                "/control/toss-payments/refunds",
                "{\"paymentKey\":\"" + paymentKey + "\",\"amount\":{\"amount\":\"" + won + "\",\"currency\":\"KRW\"}}");
    }

    void faults(String json) {
        markets.post("/control/toss-payments/faults", json);
    }

    void heal() {
        markets.delete("/control/toss-payments/faults");
    }

    void timePasses(String duration) {
        markets.post("/control/clock", "{\"advance\":\"" + duration + "\"}");
    }

    /** What Toss Payments believes about a payment. */
    JsonNode ledger(String paymentKey) {
        String cursor = "";
        do {
            JsonNode page = markets.get("/control/toss-payments/ledger?limit=1000&after=" + cursor);
            for (JsonNode entry : page.path("items")) {
                if (entry.path("paymentKey").asString().equals(paymentKey)) {
                    return entry;
                }
            }
            cursor = page.path("nextCursor").asString("");
        } while (!cursor.isEmpty());
        throw new IllegalStateException("no such payment");
    }

    String statusOf(String paymentKey) {
        return ledger(paymentKey).path("status").asString();
    }

    String refundedOf(String paymentKey) {
        return ledger(paymentKey).path("refunded").path("amount").asString();
    }
}
