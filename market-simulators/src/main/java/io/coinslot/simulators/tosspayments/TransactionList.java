package io.coinslot.simulators.tosspayments;

import io.coinslot.simulators.protocol.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /v1/transactions}: approvals and cancellations from a time to another, oldest first. */
final class TransactionList {
    private static final int USUAL_LIMIT = 100;
    private static final int LARGEST_LIMIT = 5_000;

    private TransactionList() {}

    static JsonNode list(TossMemory memory, Shop shop, Map<String, String> query) {
        Instant from = TossQueries.time(query, "startDate");
        Instant to = TossQueries.time(query, "endDate");
        int limit = TossQueries.number(query, "limit", USUAL_LIMIT, LARGEST_LIMIT);
        ArrayNode items = Json.array();
        after(Transaction.all(memory, shop), query.getOrDefault("startingAfter", "")).stream()
                .filter(transaction ->
                        !transaction.at().isBefore(from) && !transaction.at().isAfter(to))
                .limit(limit)
                .forEach(transaction -> items.add(body(transaction)));
        return items;
    }

    private static List<Transaction> after(List<Transaction> all, String key) {
        if (key.isEmpty()) {
            return all;
        }
        for (int position = 0; position < all.size(); position++) {
            if (all.get(position).key().equals(key)) {
                return all.subList(position + 1, all.size());
            }
        }
        throw TossRefusal.badRequest("INVALID_TRANSACTION_KEY", "The key to start after is none of yours.");
    }

    private static ObjectNode body(Transaction transaction) {
        TossPayment payment = transaction.payment();
        return Json.object()
                .put("mId", payment.merchantId())
                .put("transactionKey", transaction.key())
                .put("paymentKey", payment.paymentKey())
                .put("orderId", payment.orderId())
                .put("currency", "KRW")
                .put("method", payment.method().wire())
                .putNull("customerKey")
                .put("useEscrow", false)
                .put("amount", Math.abs(transaction.amount()))
                .put("status", transaction.status().name())
                .put("transactionAt", TossTimes.ofPayment(transaction.at()));
    }
}
