package io.coinslot.marketgateway.claim;

import io.coinslot.marketgateway.payment.Capture;
import io.coinslot.marketgateway.payment.MarketId;
import io.coinslot.marketgateway.payment.Receipt;
import io.coinslot.servicekit.idempotency.DerivedId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

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

    /** The keys that a receipt may have been claimed under. */
    public static List<ClaimKey> ofReceipt(MarketId market, List<String> applications, Receipt receipt) {
        return applications.stream()
                .map(application -> ofReceipt(market, application, receipt))
                .toList();
    }

    /**
     * The keys that a capture takes.
     *
     * @param applications all names that its application has or had: under each it may have been claimed
     */
    public static List<ClaimKey> of(MarketId market, List<String> applications, Capture capture) {
        Set<ClaimKey> keys = new LinkedHashSet<>();
        Stream.concat(applications.stream(), Stream.of(capture.application())).forEach(application -> {
            keys.add(ofTransaction(market, application, capture.transactionId()));
            keys.add(ofReceipt(market, application, capture.receipt()));
        });
        return List.copyOf(keys);
    }
}
