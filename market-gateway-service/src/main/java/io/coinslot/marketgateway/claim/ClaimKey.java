package io.coinslot.marketgateway.claim;

import io.coinslot.marketgateway.payment.Capture;
import io.coinslot.marketgateway.payment.MarketId;
import io.coinslot.marketgateway.payment.Receipt;
import io.coinslot.servicekit.idempotency.DerivedId;
import java.util.List;

/** What can be claimed once: a market's transaction within an application. Never the transaction's id alone. */
public record ClaimKey(String text) {
    /** The key of a transaction. */
    public static ClaimKey ofTransaction(MarketId market, String application, String transactionId) {
        return new ClaimKey(market + "|" + application + "|" + transactionId);
    }

    /**
     * The key of a receipt. What opens doors at the market, as purchase tokens do, stands here as its digest. Others are
     * the transaction's own id.
     */
    public static ClaimKey ofReceipt(MarketId market, String application, Receipt receipt) {
        return switch (receipt.kind()) {
            case PURCHASE_TOKEN, SIGNED_TRANSACTION, MARKET_PURCHASE_ID ->
                new ClaimKey(market + "|" + application + "|" + DerivedId.of("receipt:", receipt.value()));
            case TRANSACTION_ID, PAYMENT_KEY, PAYMENT_INTENT_ID, ORDER_REFERENCE ->
                ofTransaction(market, application, receipt.value());
        };
    }

    /** The keys that a capture takes. */
    public static List<ClaimKey> of(MarketId market, Capture capture) {
        ClaimKey transaction = ofTransaction(market, capture.application(), capture.transactionId());
        ClaimKey receipt = ofReceipt(market, capture.application(), capture.receipt());
        return receipt.equals(transaction) ? List.of(transaction) : List.of(transaction, receipt);
    }
}
