package io.coinslot.client;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;

/** What the market gave the player's device after paying. */
public final class Receipt {
    private final String field;
    private final String value;

    private Receipt(String field, String value) {
        this.field = field;
        this.value = value;
    }

    /** Google Play, ONE store. */
    public static Receipt purchaseToken(String purchaseToken) {
        return new Receipt("purchaseToken", purchaseToken);
    }

    /** App Store: the signed transaction (JWS). */
    public static Receipt signedTransaction(String signedTransaction) {
        return new Receipt("signedTransaction", signedTransaction);
    }

    /** App Store: the transaction's id. */
    public static Receipt transactionId(String transactionId) {
        return new Receipt("transactionId", transactionId);
    }

    /** Galaxy Store: the store's purchase id. */
    public static Receipt marketPurchaseId(String marketPurchaseId) {
        return new Receipt("purchaseId", marketPurchaseId);
    }

    /** Toss Payments. */
    public static Receipt paymentKey(String paymentKey) {
        return new Receipt("paymentKey", paymentKey);
    }

    /** Stripe. */
    public static Receipt paymentIntentId(String paymentIntentId) {
        return new Receipt("paymentIntentId", paymentIntentId);
    }

    @JsonValue
    Map<String, String> json() {
        return Map.of(field, value);
    }

    /** Tells the kind, not the value: a receipt is worth money. */
    @Override
    public String toString() {
        return "Receipt[" + field + "]";
    }
}
