package io.coinslot.cardregistry.claim.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.coinslot.cardregistry.claim.CardClaims;
import io.coinslot.cardregistry.claim.ClaimKey;
import java.time.Clock;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** One document per name of a claimed card: its unique id decides who is first. */
public final class MongoCardClaims implements CardClaims {
    private static final String ID = "_id";
    private static final String HOLDER = "holder";
    private static final int MOST_TRIES = 5;

    private static final String FORMS = "card-claim-forms";
    private static final String BY_COMPANY = "numbers-by-company";
    private static final String OLDER_CLAIMS = "olderClaims";

    private final MongoCollection<Document> collection;
    private final MongoCollection<Document> forms;
    private final Clock clock;
    private volatile @Nullable Boolean mayHoldOlder;

    public MongoCardClaims(MongoDatabase database, Clock clock) {
        this.collection = database.getCollection("card-claims");
        this.forms = database.getCollection(FORMS);
        this.clock = clock;
    }

    /** Asked when it is needed first, and not before: the store may be away while the process starts. */
    private boolean mayHoldOlder() {
        Boolean known = mayHoldOlder;
        if (known == null) {
            known = notedOlder();
            mayHoldOlder = known;
        }
        return known;
    }

    /** Noted once, before the first claim of today's form: where none was then, nobody has to look for older ones. */
    private boolean notedOlder() {
        Document noted = forms.find(Filters.eq(ID, BY_COMPANY)).first();
        if (noted == null) {
            boolean any = collection.find().limit(1).first() != null;
            forms.updateOne(
                    Filters.eq(ID, BY_COMPANY),
                    Updates.setOnInsert(OLDER_CLAIMS, any),
                    new UpdateOptions().upsert(true));
            noted = forms.find(Filters.eq(ID, BY_COMPANY)).first();
        }
        return noted == null || noted.getBoolean(OLDER_CLAIMS, true);
    }

    @Override
    public @Nullable String formerHolder(ClaimKey formerKey) {
        return mayHoldOlder() ? holders(List.of(formerKey.value())).get(formerKey.value()) : null;
    }

    @Override
    public String claim(List<ClaimKey> keys, String holder) {
        mayHoldOlder();
        // In one order for all: of those that share several keys, one gets the first and with it the rest.
        List<String> ids = keys.stream().map(ClaimKey::value).sorted().toList();
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            if (inserted(ids, holder)) {
                return holder;
            }
            Map<String, String> known = holders(ids);
            String other = known.values().stream()
                    .filter(each -> !each.equals(holder))
                    .findFirst()
                    .orElse(null);
            if (other != null) {
                return other;
            }
            ids = ids.stream().filter(id -> !known.containsKey(id)).toList();
            if (ids.isEmpty()) {
                return holder;
            }
            // A part was the holder's before, or was let go by another one between the two calls: the rest is free.
        }
        throw new IllegalStateException(ids + " were let go each time they were asked for");
    }

    private boolean inserted(List<String> ids, String holder) {
        Date now = Date.from(clock.instant());
        try {
            collection.insertMany(
                    ids.stream()
                            .map(id ->
                                    new Document(ID, id).append(HOLDER, holder).append("claimedAt", now))
                            .toList(),
                    new InsertManyOptions().ordered(true));
            return true;
        } catch (MongoBulkWriteException e) {
            boolean isTaken =
                    e.getWriteErrors().stream().allMatch(error -> error.getCategory() == ErrorCategory.DUPLICATE_KEY);
            if (!isTaken || e.getWriteConcernError() != null) {
                throw e;
            }
            return false;
        }
    }

    private Map<String, String> holders(List<String> ids) {
        Map<String, String> holders = new HashMap<>();
        collection
                .find(Filters.in(ID, ids))
                .forEach(known -> holders.put(known.getString(ID), known.getString(HOLDER)));
        return holders;
    }

    @Override
    public void release(List<ClaimKey> keys, String holder) {
        List<String> ids = keys.stream().map(ClaimKey::value).toList();
        collection.deleteMany(Filters.and(Filters.in(ID, ids), Filters.eq(HOLDER, holder)));
    }
}
