package io.coinslot.marketgateway.payment;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a market says has gone back of a payment. Its record of the payment may be behind, and is read until it shows it.
 *
 * @param transactionId of which payment
 * @param whole whether all that was left of it
 * @param at when, as far as the market tells
 * @param told all that it tells, for an operator
 */
public record TakenBack(
        String transactionId, boolean whole, @Nullable Instant at, String told) {
    private static final String TRANSACTION_ID = "takenBackOf";
    private static final String WHOLE = "takenBackWhole";
    private static final String AT = "takenBackAt";
    private static final String TOLD = "takenBackTold";

    /** Names what is told: told again, by another message, it is looked for once. */
    String name() {
        return transactionId + (whole ? "" : "/" + at);
    }

    Map<String, String> toData() {
        Map<String, String> data =
                new HashMap<>(Map.of(TRANSACTION_ID, transactionId, WHOLE, Boolean.toString(whole), TOLD, told));
        if (at != null) {
            data.put(AT, at.toString());
        }
        return data;
    }

    /** What a task carries; null if it was started without. */
    public static @Nullable TakenBack of(Map<String, String> data) {
        String transactionId = data.get(TRANSACTION_ID);
        String at = data.get(AT);
        return transactionId == null
                ? null
                : new TakenBack(
                        transactionId,
                        Boolean.parseBoolean(data.get(WHOLE)),
                        at == null ? null : Instant.parse(at),
                        data.getOrDefault(TOLD, ""));
    }
}
