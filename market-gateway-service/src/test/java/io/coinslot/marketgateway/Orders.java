package io.coinslot.marketgateway;

import io.coinslot.marketgateway.payment.MarketId;
import io.coinslot.marketgateway.payment.PaymentOrder;
import io.coinslot.marketgateway.payment.ProductType;
import org.joda.money.Money;

/** Purchases as tests order them most: one gem pack for 1200 won. */
public final class Orders {
    public static final MarketId GOOGLE_PLAY = new MarketId("google-play");
    public static final MarketId ONE_STORE = new MarketId("one-store");
    public static final MarketId GALAXY_STORE = new MarketId("galaxy-store");
    public static final MarketId STRIPE = new MarketId("stripe");
    public static final MarketId APP_STORE = new MarketId("app-store");
    public static final MarketId TOSS_PAYMENTS = new MarketId("toss-payments");
    public static final String SERVICE = "arcade";

    private Orders() {}

    public static PaymentOrder of(MarketId market, String purchaseId) {
        return new OrderDraft(market, purchaseId).order();
    }

    /** One that a registered card's token pays for. */
    public static PaymentOrder byToken(MarketId market, String purchaseId, String paymentToken) {
        return new OrderDraft(market, purchaseId).paidBy(paymentToken).order();
    }

    public static PaymentOrder of(MarketId market, String purchaseId, ProductType type, long quantity, Money total) {
        return new OrderDraft(market, purchaseId).goods(type, quantity, total).order();
    }
}
