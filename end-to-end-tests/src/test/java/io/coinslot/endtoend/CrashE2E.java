package io.coinslot.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import io.coinslot.client.Purchase;
import io.coinslot.client.PurchaseQuery;
import io.coinslot.client.PurchaseStatus;
import io.coinslot.schemas.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Sells under load while processes die, and then adds everything up. */
@ExtendWith(StackExtension.class)
class CrashE2E {
    private static final int PURCHASES_PER_SECOND = 8;
    private static final List<String> VICTIMS = List.of(
            "billing-service",
            "market-gateway-service",
            "settlement-service",
            "broker",
            "store",
            "api-gateway",
            "catalog-service",
            "registry");
    /** Until what was started is done: its consumers take the places of their dead predecessors at once. */
    static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final List<String> MOMENTS = List.of(
            "billing-service BEFORE_WRITE",
            "billing-service AFTER_WRITE",
            "billing-service AFTER_SEND",
            "billing-service AFTER_APPLY",
            "billing-service AFTER_CALL",
            "market-gateway-service BEFORE_WRITE",
            "market-gateway-service AFTER_WRITE",
            "market-gateway-service AFTER_SEND",
            "market-gateway-service AFTER_APPLY",
            "market-gateway-service AFTER_CALL",
            "settlement-service BEFORE_WRITE",
            "settlement-service AFTER_WRITE",
            "settlement-service AFTER_SEND",
            "settlement-service AFTER_APPLY");

    @Test
    void losesNothingWhenAnyProcessIsKilledAtRandom(RunningStack stack) throws Exception {
        long deadBefore = deadLetters(new Topic(stack));
        try (Game game = new Game(stack);
                Load load = new Load(game, PURCHASES_PER_SECOND);
                Prices prices = new Prices(game)) {
            for (String victim : VICTIMS) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(
                        ThreadLocalRandom.current().nextLong(1_500, 3_000)));
                load.awaitBuyers();
                int before = load.accepted.size();
                int changesBefore = prices.changes();
                stack.kill(victim);
                stack.up();
                await(victim)
                        .atMost(PATIENCE)
                        .until(() -> load.accepted.size() > before && prices.changes() > changesBefore);
            }
            load.finish();
            prices.finish();
            addUp(stack, game, load);
            prices.areThoseThatWereAnsweredLast(PATIENCE);
            assertThat(deadLetters(new Topic(stack))).isEqualTo(deadBefore);
        }
    }

    @Test
    void losesNothingWhenAServiceDiesBetweenTwoSteps(RunningStack stack) throws Exception {
        long deadBefore = deadLetters(new Topic(stack));
        try (Game game = new Game(stack);
                Load load = new Load(game, PURCHASES_PER_SECOND);
                Prices prices = new Prices(game)) {
            for (String moment : MOMENTS) {
                String service = moment.substring(0, moment.indexOf(' '));
                String point = moment.substring(moment.indexOf(' ') + 1);
                stack.kill(service);
                BooleanSupplier died = stack.upAndDieAt(
                        service, point, ThreadLocalRandom.current().nextInt(3, 12));
                await(moment).atMost(PATIENCE).until(died::getAsBoolean);
                int before = load.accepted.size();
                stack.up();
                await(moment).atMost(PATIENCE).until(() -> load.accepted.size() > before);
            }
            load.finish();
            prices.finish();
            addUp(stack, game, load);
            prices.areThoseThatWereAnsweredLast(PATIENCE);
            assertThat(deadLetters(new Topic(stack))).isEqualTo(deadBefore);
        }
    }

    /** Each purchase of the load was made, delivered, booked and finished once, and nothing waits any more. */
    static void addUp(RunningStack stack, Game game, Load load) {
        assertThat(load.failures).isEmpty();
        assertThat(load.accepted).isNotEmpty();
        List<Purchase> purchases = everyPurchaseCompletes(game, load.accepted.values());
        Topic topics = new Topic(stack);
        everyPurchaseWasDeliveredOnce(topics, game, purchases);
        await().atMost(PATIENCE).untilAsserted(() -> Books.holdEachPurchaseOnceAndSumToZero(topics, game, purchases));
        Books.holdWhatWasPaid(topics, game, purchases);
        await().atMost(PATIENCE).untilAsserted(() -> Books.areWhatTheBalancesAddUp(topics, game));
        theMarketsAgree(game, purchases);
        await().atMost(PATIENCE)
                .untilAsserted(() -> nothingWaits(
                        stack,
                        "billing.purchases",
                        "market_gateway.payments",
                        "settlement.ledgers",
                        "catalog.products"));
    }

    private static long deadLetters(Topic topics) {
        return topics.count(Topics.PURCHASE_EVENTS + ".dlt") + topics.count(Topics.PAYMENT_EVENTS + ".dlt");
    }

    private static List<Purchase> everyPurchaseCompletes(Game game, Collection<String> accepted) {
        await().atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(statuses(purchases(game)))
                        .isEqualTo(Map.of(PurchaseStatus.COMPLETED, (long) accepted.size())));
        List<Purchase> purchases = purchases(game);
        assertThat(purchases).extracting(Purchase::purchaseId).containsExactlyInAnyOrderElementsOf(accepted);
        return purchases;
    }

    private static List<Purchase> purchases(Game game) {
        try (Stream<Purchase> all = game.client.purchases().list(PurchaseQuery.all())) {
            return all.toList();
        }
    }

    private static Map<PurchaseStatus, Long> statuses(List<Purchase> purchases) {
        return purchases.stream().collect(Collectors.groupingBy(Purchase::status, Collectors.counting()));
    }

    private static void everyPurchaseWasDeliveredOnce(Topic topics, Game game, List<Purchase> purchases) {
        Map<String, Long> paid = countByPurchase(topics, game, "PurchasePaid");
        Map<String, Long> delivered = countByPurchase(topics, game, "DeliveryConfirmed");
        assertThat(paid)
                .hasSameSizeAs(purchases)
                .allSatisfy((id, count) -> assertThat(count).isOne());
        assertThat(delivered)
                .hasSameSizeAs(purchases)
                .allSatisfy((id, count) -> assertThat(count).isOne());
        assertThat(game.grants).hasSameSizeAs(purchases);
    }

    private static Map<String, Long> countByPurchase(Topic topics, Game game, String type) {
        return topics.eventsById(Topics.PURCHASE_EVENTS).values().stream()
                .filter(envelope -> belongsTo(game, envelope))
                .filter(envelope -> event(envelope).getSchema().getName().equals(type))
                .collect(Collectors.groupingBy(
                        envelope -> envelope.get("purchaseId").toString(), Collectors.counting()));
    }

    private static boolean belongsTo(Game game, GenericRecord envelope) {
        return envelope.get("serviceId").toString().equals(game.serviceId);
    }

    private static GenericRecord event(GenericRecord envelope) {
        return (GenericRecord) envelope.get("event");
    }

    private static void theMarketsAgree(Game game, List<Purchase> purchases) {
        Map<String, Purchase> byTransaction = purchases.stream()
                .collect(Collectors.toMap(purchase -> purchase.payment().marketTransactionId(), Function.identity()));
        Map<String, JsonNode> ledger = new HashMap<>(game.simulators.ledger("google-play", game.serviceId));
        ledger.putAll(game.simulators.ledger("stripe", game.serviceId));
        assertThat(ledger.keySet()).containsAll(byTransaction.keySet());
        ledger.forEach((transaction, entry) -> {
            Purchase purchase = byTransaction.get(transaction);
            if (purchase == null) {
                // An intent that a repeated preparation left behind was never paid.
                assertThat(entry.path("captured").path("amount").asString("0")).matches("0(\\.0+)?");
                return;
            }
            assertThat(entry.path("captured").path("amount").stringValue())
                    .isEqualTo(purchase.payment().captured().amount());
            assertThat(entry.path("refunded").path("amount").asString("0")).matches("0(\\.0+)?");
            if (purchase.market().equals(Game.GOOGLE_PLAY)) {
                assertThat(entry.path("finished").booleanValue()).isTrue();
            }
        });
    }

    /** @param looked collections that must have been among those that were looked at, with documents that have an outbox */
    static void nothingWaits(RunningStack stack, String... looked) {
        Set<String> withOutbox = new TreeSet<>();
        try (MongoClient client =
                MongoClients.create(stack.connection().path("mongodb").stringValue())) {
            for (String name : client.listDatabaseNames()) {
                MongoDatabase database = client.getDatabase(name);
                for (String collection : database.listCollectionNames()) {
                    MongoCollection<Document> documents = database.getCollection(collection);
                    assertThat(documents.countDocuments(Filters.gt("outbox.sequence", 0L)))
                            .as("unpublished events in %s.%s", name, collection)
                            .isZero();
                    Document any = documents.find().first();
                    if (any != null && any.get("outbox") instanceof List) {
                        withOutbox.add(name + "." + collection);
                    }
                }
                assertThat(database.getCollection("parked_events").countDocuments())
                        .isZero();
                assertThat(database.getCollection("dead_letters").countDocuments(Filters.eq("status", "DEAD")))
                        .as("dead letters in %s", name)
                        .isZero();
            }
        }
        // Were they called otherwise one day, nothing would be found in them.
        assertThat(withOutbox).contains(looked);
    }
}
