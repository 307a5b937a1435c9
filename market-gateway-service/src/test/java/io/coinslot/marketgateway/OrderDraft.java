package io.coinslot.marketgateway;

import io.coinslot.marketgateway.payment.MarketId;
import io.coinslot.marketgateway.payment.PaymentOrder;
import io.coinslot.marketgateway.payment.ProductType;
import java.time.Instant;
import org.joda.money.Money;

/** A purchase as a test orders it. What the test does not name is as in all others: one gem pack for 1200 won. */
public final class OrderDraft {
    private final MarketId market;
    private final String purchaseId;
    private String serviceId = Orders.SERVICE;
    private String userId = "user-1";
    private ProductType type = ProductType.CONSUMABLE;
    private long quantity = 1;
    private Money total = Money.parse("KRW 1200");
    private String account = "account-of-user-1";
    private String accountToken = "5f0c8f6e-0000-8000-8000-000000000001";
    private String paymentToken;
    private Instant requestedAt = Instant.parse("2026-11-22T11:59:00Z");
    private Instant expiresAt = Instant.parse("2100-01-01T00:00:00Z");

    public OrderDraft(MarketId market, String purchaseId) {
        this.market = market;
        this.purchaseId = purchaseId;
    }

    public OrderDraft service(String id) {
        serviceId = id;
        return this;
    }

    /** Somebody else buys. */
    public OrderDraft user(String id, String obfuscatedAccountId) {
        userId = id;
        account = obfuscatedAccountId;
        return this;
    }

    /** The App Store knows the buyer by another token. */
    public OrderDraft accountToken(String appAccountToken) {
        accountToken = appAccountToken;
        return this;
    }

    public OrderDraft goods(ProductType kind, long pieces, Money price) {
        type = kind;
        quantity = pieces;
        total = price;
        return this;
    }

    /** A registered card's token pays. */
    public OrderDraft paidBy(String token) {
        paymentToken = token;
        return this;
    }

    public OrderDraft requestedAt(Instant time) {
        requestedAt = time;
        return this;
    }

    public OrderDraft expiresAt(Instant time) {
        expiresAt = time;
        return this;
    }

    public PaymentOrder order() {
        return new PaymentOrder(
                purchaseId,
                serviceId,
                market,
                userId,
                "gem-100",
                type,
                quantity,
                "gem_100",
                total,
                "KR",
                purchaseId,
                account,
                accountToken,
                paymentToken,
                requestedAt,
                expiresAt);
    }
}
