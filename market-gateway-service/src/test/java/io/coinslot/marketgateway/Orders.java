package io.coinslot.marketgateway;

import io.coinslot.marketgateway.payment.MarketId;
import io.coinslot.marketgateway.payment.PaymentOrder;
import io.coinslot.marketgateway.payment.ProductType;
import java.time.Instant;
import org.joda.money.Money;

/** Purchases as tests order them: one gem pack for 1200 won. */
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
        return of(market, purchaseId, ProductType.CONSUMABLE, 1, Money.parse("KRW 1200"));
    }

    /** One that a registered card's token pays for. */
    public static PaymentOrder byToken(MarketId market, String purchaseId, String paymentToken) {
        return of(market, purchaseId, ProductType.CONSUMABLE, 1, Money.parse("KRW 1200"), paymentToken);
    }

    public static PaymentOrder of(MarketId market, String purchaseId, ProductType type, long quantity, Money total) {
        return of(market, purchaseId, type, quantity, total, null);
    }

    private static PaymentOrder of(
            MarketId market, String purchaseId, ProductType type, long quantity, Money total, String paymentToken) {
        return new PaymentOrder(
                purchaseId,
                SERVICE,
                market,
                "user-1",
                "gem-100",
                type,
                quantity,
                "gem_100",
                total,
                "KR",
                purchaseId,
                "account-of-user-1",
                "5f0c8f6e-0000-8000-8000-000000000001",
                paymentToken,
                Instant.parse("2026-11-22T11:59:00Z"),
                Instant.parse("2100-01-01T00:00:00Z"));
    }
}
