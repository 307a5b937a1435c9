package io.coinslot.simulators.tosspayments;

import io.coinslot.simulators.memory.Journal;
import io.coinslot.simulators.protocol.Json;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedCollection;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Everything that Toss Payments remembers. The owner guards it with one lock; each change is in the journal. */
final class TossMemory implements AutoCloseable {
    private final Map<String, Shop> shops = new LinkedHashMap<>();
    private final Map<String, TossPayment> payments = new LinkedHashMap<>();
    private final Map<String, String> latestByOrder = new HashMap<>();
    private final Set<String> withDeadline = new LinkedHashSet<>();
    private final Map<String, KeptAnswer> answers = new HashMap<>();
    private final Journal journal;

    TossMemory(Path folder) {
        this.journal = Journal.open(
                folder.resolve("toss-payments.journal"),
                Map.of(
                        "shop", (value, at) -> remember(Json.as(value, Shop.class)),
                        "payment", (value, at) -> remember(Json.as(value, TossPayment.class)),
                        "answer", (value, at) -> remember(value, at)));
    }

    /** A first answer, its body left in the journal. */
    record KeptAnswer(long atMillis, Journal.Position at) {}

    /** A first answer as the journal keeps it. */
    record Answer(String key, int status, String body, long atMillis) {}

    void put(Shop shop) {
        journal.append("shop", shop);
        remember(shop);
    }

    void put(TossPayment payment) {
        journal.append("payment", payment);
        remember(payment);
    }

    void keep(Answer answer) {
        remember(Json.tree(answer), journal.append("answer", answer));
    }

    @Nullable
    Answer answer(String key, long notBeforeMillis) {
        KeptAnswer kept = answers.get(key);
        return kept == null || kept.atMillis() < notBeforeMillis
                ? null
                : Json.as(journal.read(kept.at()), Answer.class);
    }

    @Nullable
    Shop shopOf(String serviceId) {
        return shops.get(serviceId);
    }

    @Nullable
    Shop shopBySecret(String secretKey) {
        return shops.values().stream()
                .filter(shop -> shop.secretKey().equals(secretKey))
                .findFirst()
                .orElse(null);
    }

    @Nullable
    Shop shopByMerchant(String merchantId) {
        return shops.values().stream()
                .filter(shop -> shop.merchantId().equals(merchantId))
                .findFirst()
                .orElse(null);
    }

    @Nullable
    TossPayment payment(String paymentKey) {
        return payments.get(paymentKey);
    }

    /** The order's payment: the one that was confirmed, or else the latest one. */
    @Nullable
    TossPayment ofOrder(String merchantId, String orderId) {
        String paymentKey = latestByOrder.get(merchantId + "\n" + orderId);
        return paymentKey == null ? null : payments.get(paymentKey);
    }

    SequencedCollection<TossPayment> oldestFirst() {
        return List.copyOf(payments.values());
    }

    /** Those that may expire. */
    List<TossPayment> withDeadline() {
        return withDeadline.stream().map(payments::get).toList();
    }

    /** Journals all that the work changes in one go. */
    <T> T together(Supplier<T> work) {
        return journal.together(work);
    }

    @Override
    public void close() {
        journal.close();
    }

    private void remember(Shop shop) {
        shops.put(shop.serviceId(), shop);
    }

    private void remember(TossPayment payment) {
        payments.put(payment.paymentKey(), payment);
        String order = payment.merchantId() + "\n" + payment.orderId();
        TossPayment other = ofOrder(payment.merchantId(), payment.orderId());
        if (other == null || other.lastTransactionKey() == null || payment.lastTransactionKey() != null) {
            latestByOrder.put(order, payment.paymentKey());
        }
        if (payment.status().hasDeadline()) {
            withDeadline.add(payment.paymentKey());
        } else {
            withDeadline.remove(payment.paymentKey());
        }
    }

    private void remember(JsonNode answer, Journal.Position at) {
        answers.put(
                answer.path("key").stringValue(),
                new KeptAnswer(answer.path("atMillis").longValue(), at));
    }
}
