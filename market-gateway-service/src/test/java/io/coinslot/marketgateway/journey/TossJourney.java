package io.coinslot.marketgateway.journey;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.payment.PaymentEvent.ReceiptRefused;
import io.coinslot.marketgateway.payment.PaymentOrder;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A player, Toss Payments and the gateway: what their journeys have in common. */
abstract class TossJourney extends Journey {
    /** Orders live at the market, so each test buys under an id of its own. */
    final String p1 = "pur_" + UUID.randomUUID();

    TossShopper toss;

    @BeforeAll
    static void linkTossPayments() {
        markets.link(Orders.SERVICE, Orders.TOSS_PAYMENTS);
    }

    @BeforeEach
    void goShopping() {
        toss = new TossShopper(markets, gateway);
    }

    @AfterEach
    void heal() {
        toss.heal();
    }

    static PaymentOrder order(String purchaseId) {
        return Orders.of(Orders.TOSS_PAYMENTS, purchaseId);
    }

    /** Requests the purchase and has the player authorise a payment for it; gives the payment's key. */
    String authorised() {
        gateway.request(order(p1));
        return toss.authorise(p1);
    }

    /** Has the next call to such a path answered with an error that did nothing. */
    void failsOnce(String path, int status) {
        toss.faults("{\"errorRate\":1,\"errorStatus\":" + status + ",\"pathContains\":\"" + path + "\",\"limit\":1}");
    }

    ReceiptRefused refusal() {
        return (ReceiptRefused) gateway.lastEvent();
    }
}
