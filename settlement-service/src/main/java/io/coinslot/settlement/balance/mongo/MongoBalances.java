package io.coinslot.settlement.balance.mongo;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoWriteException;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.coinslot.settlement.balance.AccountKey;
import io.coinslot.settlement.balance.Applied;
import io.coinslot.settlement.balance.Balances;
import io.coinslot.settlement.balance.Change;
import io.coinslot.settlement.balance.Holder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * One document per holder: {_id, serviceId, userId, asOf, offsets: {partition: offset}, amounts:
 * {currency|account: n}}.
 */
public final class MongoBalances implements Balances {
    private static final int DUPLICATE_KEY = 11000;
    private static final BulkWriteOptions IN_ANY_ORDER = new BulkWriteOptions().ordered(false);
    private static final UpdateOptions OR_INSERT = new UpdateOptions().upsert(true);
    private static final ReplaceOptions REPLACE_OR_INSERT = new ReplaceOptions().upsert(true);
    private static final String AS_OF = "asOf";

    private final MongoCollection<Document> collection;

    public MongoBalances(MongoDatabase database) {
        collection = database.getCollection("balances");
    }

    @Override
    public Map<String, Applied> applied(Collection<String> holderIds, int partition) {
        Map<String, Applied> applied = new HashMap<>();
        collection
                .find(Filters.in("_id", holderIds))
                .projection(Projections.include(AS_OF, offsetField(partition)))
                .forEach(document -> {
                    Document offsets = document.get("offsets", new Document());
                    applied.put(
                            document.getString("_id"),
                            new Applied(asOf(document), offsets.getLong(Integer.toString(partition))));
                });
        return applied;
    }

    private static @Nullable Instant asOf(Document document) {
        Date asOf = document.getDate(AS_OF);
        return asOf == null ? null : asOf.toInstant();
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
        Long through = change.applied().through();
        Instant asOf = change.applied().asOf();
        Bson unmoved = through == null ? Filters.exists(offset, false) : Filters.eq(offset, through);
        Bson notRebuilt = asOf == null ? Filters.exists(AS_OF, false) : Filters.eq(AS_OF, Date.from(asOf));
        List<Bson> updates = new ArrayList<>();
        updates.add(Updates.set(offset, change.through()));
        updates.add(Updates.setOnInsert("serviceId", change.holder().serviceId()));
        if (change.holder().userId() != null) {
            updates.add(Updates.setOnInsert("userId", change.holder().userId()));
        }
        change.net().forEach((key, net) -> updates.add(Updates.inc("amounts." + amountName(key), net)));
        return new UpdateOneModel<>(
                Filters.and(Filters.eq("_id", change.holder().id()), unmoved, notRebuilt),
                Updates.combine(updates),
                OR_INSERT);
    }

    @Override
    public void rebuild(Holder holder, Instant asOf, Map<AccountKey, Long> amounts) {
        Document rebuilt = new Document("_id", holder.id()).append("serviceId", holder.serviceId());
        if (holder.userId() != null) {
            rebuilt.append("userId", holder.userId());
        }
        Document stored = new Document();
        amounts.forEach((key, net) -> stored.append(amountName(key), net));
        rebuilt.append(AS_OF, Date.from(asOf)).append("amounts", stored);
        boolean done = replacesOlder(rebuilt, asOf);
        while (!done) {
            // There is one already, or another one was inserted meanwhile.
            done = isRebuilt(holder, asOf) || replacesOlder(rebuilt, asOf);
        }
    }

    private boolean isRebuilt(Holder holder, Instant asOf) {
        Applied applied = applied(List.of(holder.id()), 0).getOrDefault(holder.id(), Applied.NOTHING);
        return applied.asOf() != null && !applied.asOf().isBefore(asOf);
    }

    private boolean replacesOlder(Document rebuilt, Instant asOf) {
        Bson older = Filters.or(Filters.exists(AS_OF, false), Filters.lt(AS_OF, Date.from(asOf)));
        try {
            collection.replaceOne(
                    Filters.and(Filters.eq("_id", rebuilt.getString("_id")), older), rebuilt, REPLACE_OR_INSERT);
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCode() != DUPLICATE_KEY) {
                throw e;
            }
            return false;
        }
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

    private static String amountName(AccountKey key) {
        return key.currency() + "|" + key.account();
    }

    private static String offsetField(int partition) {
        return "offsets." + partition;
    }
}
