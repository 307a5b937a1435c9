package io.coinslot.marketgateway.tosspayments;

import io.coinslot.marketgateway.market.MarketFailure;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Toss Payments' record of a payment, as far as it concerns us. */
record TossPayment(
        String paymentKey,
        String merchantId,
        String orderId,
        String status,
        Money total,
        @Nullable Instant approvedAt,
        boolean accountExpired,
        @Nullable Instant depositDue,
        @Nullable String country,
        @Nullable String failureCode,
        List<Cancel> cancels) {
    TossPayment {
        cancels = List.copyOf(cancels);
    }

    /** Money that went back; of cancellations that take time, whether it will. */
    record Cancel(String transactionKey, Money amount, String reason, String status) {}

    static TossPayment read(JsonNode record) throws MarketFailure {
        String currency = record.path("currency").asString("");
        return new TossPayment(
                required(record, "paymentKey"),
                required(record, "mId"),
                required(record, "orderId"),
                required(record, "status"),
                TossMoney.fromToss(record.path("totalAmount"), currency),
                time(record.path("approvedAt").asString("")),
                record.path("virtualAccount").path("expired").asBoolean(false),
                time(record.path("virtualAccount").path("dueDate").asString("")),
                text(record.path("country")),
                text(record.path("failure").path("code")),
                cancels(record.path("cancels"), currency));
    }

    /** The cancellation that this text ends, or null. */
    @Nullable
    Cancel cancelMarked(String mark) {
        return cancels.stream()
                .filter(cancel -> cancel.reason().endsWith(mark))
                .findFirst()
                .orElse(null);
    }

    private static List<Cancel> cancels(JsonNode told, String currency) throws MarketFailure {
        List<Cancel> cancels = new ArrayList<>();
        for (JsonNode cancel : told) {
            cancels.add(new Cancel(
                    required(cancel, "transactionKey"),
                    TossMoney.fromToss(cancel.path("cancelAmount"), currency),
                    cancel.path("cancelReason").asString(""),
                    cancel.path("cancelStatus").asString("DONE")));
        }
        return cancels;
    }

    private static String required(JsonNode record, String field) throws MarketFailure {
        String text = record.path(field).asString("");
        if (text.isEmpty()) {
            throw TossFailures.notUnderstood("the record lacks " + field);
        }
        return text;
    }

    private static @Nullable String text(JsonNode node) {
        return node.isString() ? node.stringValue() : null;
    }

    private static @Nullable Instant time(String text) throws MarketFailure {
        try {
            return text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw TossFailures.notUnderstood(text + " is no time");
        }
    }

    @Override
    public String toString() {
        return orderId + " " + status;
    }
}
