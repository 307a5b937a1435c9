package io.coinslot.settlement.balance.mongo;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Projections;
import io.coinslot.settlement.balance.EntryPlaces;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;

/** One document per event: {_id, partition, offset}. The first insert decides. */
public final class MongoEntryPlaces implements EntryPlaces {
    private static final int DUPLICATE_KEY = 11000;
    private static final InsertManyOptions IN_ANY_ORDER = new InsertManyOptions().ordered(false);

    private final MongoCollection<Document> collection;

    public MongoEntryPlaces(MongoDatabase database) {
        collection = database.getCollection("entry_places");
    }

    @Override
    public Set<String> countedElsewhere(int partition, Map<String, Long> offsets) {
        List<String> ids = List.copyOf(offsets.keySet());
        try {
            collection.insertMany(
                    ids.stream().map(id -> place(id, partition, offsets)).toList(), IN_ANY_ORDER);
            return Set.of();
        } catch (MongoBulkWriteException e) {
            return elsewhere(recorded(e, ids), partition, offsets);
        }
    }

    @Override
    public Set<String> withoutPlace(Collection<String> eventIds) {
        Set<String> without = new HashSet<>(eventIds);
        collection
                .find(Filters.in("_id", eventIds))
                .projection(Projections.include("_id"))
                .forEach(place -> without.remove(place.getString("_id")));
        return without;
    }

    private static Document place(String id, int partition, Map<String, Long> offsets) {
        return new Document("_id", id).append("partition", partition).append("offset", offsets.get(id));
    }

    private static List<String> recorded(MongoBulkWriteException failure, List<String> ids) {
        List<String> recorded = new ArrayList<>();
        if (failure.getWriteConcernError() != null) {
            throw failure;
        }
        for (BulkWriteError error : failure.getWriteErrors()) {
            if (error.getCode() != DUPLICATE_KEY) {
                throw failure;
            }
            recorded.add(ids.get(error.getIndex()));
        }
        return recorded;
    }

    private Set<String> elsewhere(List<String> recorded, int partition, Map<String, Long> offsets) {
        List<Document> places = collection.find(Filters.in("_id", recorded)).into(new ArrayList<>());
        if (places.size() != recorded.size()) {
            throw new IllegalStateException("the store does not show each place that it holds");
        }
        Set<String> elsewhere = new HashSet<>();
        for (Document place : places) {
            String id = place.getString("_id");
            if (place.getInteger("partition") != partition
                    || !place.getLong("offset").equals(offsets.get(id))) {
                elsewhere.add(id);
            }
        }
        return elsewhere;
    }
}
