package io.coinslot.settlement.journal.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import io.coinslot.servicekit.mongo.IndexedDatabase;
import io.coinslot.settlement.journal.WaitingCapture;
import io.coinslot.settlement.journal.WaitingCaptures;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** One document per payment, by whose id those of a purchase lie beside each other. */
public final class MongoWaitingCaptures implements WaitingCaptures {
    private static final String ID = "_id";
    private static final String SERVICE = "serviceId";
    private static final String PURCHASE = "purchaseId";
    private static final String TRANSACTION = "transactionId";
    /** The character that follows the slash: whatever begins with an id and a slash comes before it. */
    private static final String AFTER_SLASH = "0";

    private final MongoCollection<Document> collection;
    private final Executor threads;

    /** @param threads for calls that come from threads which must not wait for the store */
    public MongoWaitingCaptures(IndexedDatabase database, Executor threads) {
        this.collection = database.collection("waiting_captures");
        this.threads = threads;
        database.wantIndex(collection, Indexes.ascending(SERVICE, ID));
    }

    @Override
    public void add(WaitingCapture capture) {
        collection.updateOne(
                Filters.eq(capture.id()),
                new Document("$setOnInsert", write(capture)),
                new UpdateOptions().upsert(true));
    }

    @Override
    public CompletionStage<Boolean> has(String purchaseId) {
        return CompletableFuture.supplyAsync(
                () -> collection
                                .find(Filters.and(
                                        Filters.gte(ID, purchaseId), Filters.lt(ID, purchaseId + AFTER_SLASH)))
                                .projection(Projections.include(ID))
                                .first()
                        != null,
                threads);
    }

    @Override
    public CompletionStage<Void> remove(String purchaseId) {
        return CompletableFuture.runAsync(() -> collection.deleteOne(Filters.eq(purchaseId)), threads);
    }

    @Override
    public CompletionStage<Void> remove(String purchaseId, String transactionId) {
        Bson both = Filters.in(ID, purchaseId, WaitingCapture.idOf(purchaseId, transactionId));
        return CompletableFuture.runAsync(() -> collection.deleteMany(both), threads);
    }

    @Override
    public List<WaitingCapture> of(String serviceId, @Nullable String afterId, int most) {
        List<Bson> conditions = new ArrayList<>(List.of(Filters.eq(SERVICE, serviceId)));
        if (afterId != null) {
            conditions.add(Filters.gt(ID, afterId));
        }
        return collection
                .find(Filters.and(conditions))
                .sort(Sorts.ascending(ID))
                .limit(most)
                .map(MongoWaitingCaptures::read)
                .into(new ArrayList<>());
    }

    @Override
    public int count(int most) {
        return collection
                .find()
                .projection(Projections.include(ID))
                .limit(most)
                .into(new ArrayList<>())
                .size();
    }

    private static Document write(WaitingCapture capture) {
        return new Document(SERVICE, capture.serviceId())
                .append(PURCHASE, capture.purchaseId())
                .append(TRANSACTION, capture.transactionId())
                .append("market", capture.market())
                .append("currency", capture.captured().getCurrencyUnit().getCode())
                .append("minorUnits", capture.captured().getAmountMinorLong())
                .append("capturedAt", Date.from(capture.capturedAt()))
                .append("since", Date.from(capture.since()))
                .append("reason", capture.reason());
    }

    private static WaitingCapture read(Document found) {
        return new WaitingCapture(
                found.get(PURCHASE, found.getString(ID)),
                found.getString(TRANSACTION),
                found.getString(SERVICE),
                found.getString("market"),
                Money.ofMinor(CurrencyUnit.of(found.getString("currency")), found.getLong("minorUnits")),
                found.getDate("capturedAt").toInstant(),
                found.getDate("since").toInstant(),
                found.getString("reason"));
    }
}
