package io.coinslot.settlement.balance;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;

/** One document per holder: {_id, serviceId, userId, offsets: {partition: offset}, amounts: {currency|account: n}}. */
final class MongoBalances implements Balances {
    private static final int DUPLICATE_KEY = 11000;
    private static final BulkWriteOptions IN_ANY_ORDER = new BulkWriteOptions().ordered(false);
    private static final UpdateOptions OR_INSERT = new UpdateOptions().upsert(true);

    private final MongoCollection<Document> collection;

    MongoBalances(MongoDatabase database) {
        collection = database.getCollection("balances");
    }

    @Override
    public Map<String, Long> appliedThrough(Collection<String> holderIds, int partition) {
        Map<String, Long> applied = new HashMap<>();
        collection
                .find(Filters.in("_id", holderIds))
                .projection(Projections.include(offsetField(partition)))
                .forEach(document -> {
                    Document offsets = document.get("offsets", Document.class);
                    Long offset = offsets == null ? null : offsets.getLong(Integer.toString(partition));
                    if (offset != null) {
                        applied.put(document.getString("_id"), offset);
                    }
                });
        return applied;
    }

    /**
     * A balance whose condition fails is not matched, so the upsert tries to insert it and meets its id: that, and a
     * race between two first changes, show as duplicate keys.
     */
    @Override
    public boolean apply(int partition, List<Change> changes) {
        List<UpdateOneModel<Document>> writes =
                changes.stream().map(change -> write(partition, change)).toList();
        try {
            BulkWriteResult result = collection.bulkWrite(writes, IN_ANY_ORDER);
            return result.getMatchedCount() + result.getUpserts().size() == changes.size();
        } catch (MongoBulkWriteException e) {
            boolean areOthersFaster = e.getWriteErrors().stream().allMatch(error -> error.getCode() == DUPLICATE_KEY);
            if (!areOthersFaster || e.getWriteConcernError() != null) {
                throw e;
            }
            return false;
        }
    }

    private static UpdateOneModel<Document> write(int partition, Change change) {
        String offset = offsetField(partition);
        Bson unmoved = change.appliedThrough() == null
                ? Filters.exists(offset, false)
                : Filters.eq(offset, change.appliedThrough());
        List<Bson> updates = new ArrayList<>();
        updates.add(Updates.set(offset, change.through()));
        updates.add(Updates.setOnInsert("serviceId", change.holder().serviceId()));
        if (change.holder().userId() != null) {
            updates.add(Updates.setOnInsert("userId", change.holder().userId()));
        }
        change.net()
                .forEach(
                        (key, net) -> updates.add(Updates.inc("amounts." + key.currency() + "|" + key.account(), net)));
        return new UpdateOneModel<>(
                Filters.and(Filters.eq("_id", change.holder().id()), unmoved), Updates.combine(updates), OR_INSERT);
    }

    @Override
    public Map<AccountKey, Long> find(Holder holder) {
        Document found = collection.find(Filters.eq("_id", holder.id())).first();
        Map<AccountKey, Long> amounts = new HashMap<>();
        if (found != null) {
            Document stored = found.get("amounts", new Document());
            for (String name : stored.keySet()) {
                int bar = name.indexOf('|');
                amounts.put(new AccountKey(name.substring(0, bar), name.substring(bar + 1)), stored.getLong(name));
            }
        }
        return amounts;
    }

    private static String offsetField(int partition) {
        return "offsets." + partition;
    }
}
