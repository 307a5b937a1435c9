package io.coinslot.client;

import static io.coinslot.client.Call.segment;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Purchases from the first post to the last refund. */
public final class Purchases {
    private static final String PATH = "/v1/purchases";

    private final Transport transport;

    Purchases(Transport transport) {
        this.transport = transport;
    }

    /**
     * Creates a purchase. At a store the answer carries all that the player's device needs to pay. At Stripe and Toss
     * Payments the payment is prepared first: {@link #awaitVersion} until the status is PAYABLE.
     */
    public Purchase create(NewPurchase purchase) {
        return send(Call.post(PATH, null).json(purchase));
    }

    /** The same under the caller's idempotency key: repeated with the same key it is one purchase. */
    public Purchase create(NewPurchase purchase, String idempotencyKey) {
        return send(Call.post(PATH, idempotencyKey).json(purchase));
    }

    /** Posts up to 500 purchases; each item succeeds or fails by itself. */
    public List<BatchResult> createAll(List<BatchItem> items) {
        Call call = Call.repeatablePost(PATH + ":batch", Map.of("items", items));
        return transport.sendForPage(call, BatchResult.class).items();
    }

    public Purchase get(String purchaseId) {
        return send(Call.get(path(purchaseId)));
    }

    /** Answers when the purchase has reached this version, or as it is once the wait (30 seconds at most) is over. */
    public Purchase awaitVersion(String purchaseId, long minVersion, Duration wait) {
        return send(Call.get(path(purchaseId)).query("minVersion", minVersion).waiting(wait));
    }

    /** The purchases that match, read page by page as the stream is used. */
    public Stream<Purchase> list(PurchaseQuery query) {
        return Page.stream(cursor -> transport.sendForPage(
                Call.get(PATH)
                        .query("userId", query.userId())
                        .query("status", query.status())
                        .query("market", query.market())
                        .query("from", query.from())
                        .query("to", query.to())
                        .query("cursor", cursor),
                Purchase.class));
    }

    /**
     * Hands in what the device got from the market. The verification goes on after the answer. The same receipt again
     * is one receipt; if the market has refused it and the purchase is not paid, the market is asked once more, at most
     * once a minute.
     */
    public void submitReceipt(String purchaseId, Receipt receipt) {
        transport.send(Call.post(path(purchaseId) + "/receipts", null).json(receipt));
    }

    /** Confirms that the goods are granted; only then is the payment finished at the market. */
    public void confirmDelivery(String purchaseId) {
        confirmDelivery(purchaseId, null);
    }

    /** The same with the moment of the grant. */
    public void confirmDelivery(String purchaseId, @Nullable Instant confirmedAt) {
        Map<String, Object> body = confirmedAt == null ? Map.of() : Map.of("confirmedAt", confirmedAt);
        transport.send(Call.post(path(purchaseId) + "/delivery", null).json(body));
    }

    /** Gives up a purchase that is not paid. */
    public void cancel(String purchaseId) {
        transport.send(Call.post(path(purchaseId) + "/cancel", null).json(Map.of()));
    }

    /** Asks for a refund; what the market answers shows in {@link #refunds} and in the events. */
    public Refund refund(String purchaseId, NewRefund refund) {
        return refund(purchaseId, refund, null);
    }

    /** The same under the caller's idempotency key: repeated with the same key it is one refund. */
    public Refund refund(String purchaseId, NewRefund refund, @Nullable String idempotencyKey) {
        Call call = Call.post(path(purchaseId) + "/refunds", idempotencyKey).json(refund);
        return transport.send(call, Refund.class);
    }

    public Stream<Refund> refunds(String purchaseId) {
        return Page.stream(cursor ->
                transport.sendForPage(Call.get(path(purchaseId) + "/refunds").query("cursor", cursor), Refund.class));
    }

    /**
     * What a billing token stands for; {@link CoinslotException.Gone} once it is expired or used. Repeated under one
     * key of its own if the answer is lost; if none comes at all, the exception has the key to ask again with, without
     * which the token is lost.
     */
    public ResolvedBilling resolveBillingToken(String billingToken) {
        return resolveBillingToken(billingToken, null);
    }

    /** The same under the caller's idempotency key: repeated with the same key it has the same answer. */
    public ResolvedBilling resolveBillingToken(String billingToken, @Nullable String idempotencyKey) {
        Call call = Call.post("/v1/billing-tokens/resolve", idempotencyKey).json(Map.of("billingToken", billingToken));
        return transport.send(call, ResolvedBilling.class);
    }

    /** How many purchases got how far: events by name, and what games reported by its type. */
    public Map<String, Long> funnel() {
        return transport.send(Call.get("/v1/funnel"), Funnel.class).counts();
    }

    private record Funnel(Map<String, Long> counts) {}

    private Purchase send(Call call) {
        return transport.send(call, Purchase.class);
    }

    private static String path(String purchaseId) {
        return PATH + "/" + segment(purchaseId);
    }
}
