package io.coinslot.marketgateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.payment.MarketId;
import io.coinslot.marketgateway.payment.PaymentEvent.ReceiptRefused;
import io.coinslot.marketgateway.payment.PaymentOrder;
import io.coinslot.marketgateway.payment.PaymentStatus;
import io.coinslot.marketgateway.payment.Receipt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Purchases at a simulated store, where the player's device buys and gets the receipt. */
abstract class StoreJourney extends Journey {
    private final MarketId store;

    StoreJourney(MarketId store) {
        this.store = store;
    }

    @BeforeEach
    void linkTheStore() {
        markets.link(Orders.SERVICE, store);
    }

    @AfterEach
    void heal() {
        markets.delete("/control/" + store + "/faults");
    }

    /** How the store fails from now on. */
    public void faults(String json) {
        markets.post("/control/" + store + "/faults", json);
    }

    public LocalGateway gateway() {
        return gateway;
    }

    public PaymentOrder order(String purchaseId) {
        return Orders.of(store, purchaseId);
    }

    ReceiptRefused refused(String purchaseId, Receipt receipt) {
        return refused(order(purchaseId), receipt);
    }

    /** Requests the purchase and hands its receipt in, which must be refused for good. */
    ReceiptRefused refused(PaymentOrder order, Receipt receipt) {
        gateway.request(order);
        gateway.submit(order.purchaseId(), "r1", receipt);
        assertThat(gateway.payment(order.purchaseId()).isPaid()).isFalse();
        assertThat(gateway.openTasks(order.purchaseId())).isZero();
        return (ReceiptRefused) gateway.lastEvent();
    }

    /** A sale up to the capture. */
    void pay(String purchaseId, Receipt receipt) {
        gateway.request(order(purchaseId));
        gateway.submit(purchaseId, "r1", receipt);
        assertThat(gateway.payment(purchaseId).status()).isEqualTo(PaymentStatus.CAPTURED);
    }
}
