package io.coinslot.marketgateway.payment;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a client holds after paying: a handle by which the market's own record is read. It proves nothing by itself. */
public record Receipt(Kind kind, String value) {
    private static final String KIND = "receiptKind";
    private static final String VALUE = "receiptValue";

    /** What the handle is. */
    public enum Kind {
        PURCHASE_TOKEN,
        SIGNED_TRANSACTION,
        TRANSACTION_ID,
        MARKET_PURCHASE_ID,
        PAYMENT_KEY,
        PAYMENT_INTENT_ID,
        /** Our own reference of the purchase, by which a market finds its payment. No client brings it. */
        ORDER_REFERENCE
    }

    /** As it travels with a task. */
    public Map<String, String> toData() {
        return Map.of(KIND, kind.name(), VALUE, value);
    }

    /** Read back from a task; null if the task carries none. */
    public static @Nullable Receipt fromData(Map<String, String> data) {
        String kind = data.get(KIND);
        String value = data.get(VALUE);
        return kind == null || value == null ? null : new Receipt(Kind.valueOf(kind), value);
    }

    /** Handles open doors at the market: only their kind is ever printed. */
    @Override
    public String toString() {
        return kind.name();
    }
}
