package io.coinslot.marketgateway.notification.mongo;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.coinslot.marketgateway.notification.KnownNotification;
import io.coinslot.marketgateway.notification.ParkedNotifications;
import io.coinslot.marketgateway.notification.RawNotification;
import io.coinslot.marketgateway.payment.MarketId;
import io.coinslot.servicekit.mongo.DocumentCodecs;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonDocumentReader;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Finds them by an index of them alone, however many others are kept, and leaves their bodies where they are. */
public final class MongoParkedNotifications implements ParkedNotifications {
    private static final String STATE = "state";
    private static final String STATUS = "state.status";
    private static final String BODY = "state.body";
    private static final String ID = "_id";
    private static final String WRITTEN_AT = "writtenAt";
    private static final Bson PARKED = Filters.eq(STATUS, RawNotification.Status.PARKED.name());

    private final MongoCollection<BsonDocument> notifications;
    private final Codec<KnownNotification> codec = DocumentCodecs.registry().get(KnownNotification.class);

    public MongoParkedNotifications(MongoAggregateStore<RawNotification> store) {
        notifications = store.collection().withDocumentClass(BsonDocument.class);
        store.wantIndex(Indexes.ascending(STATUS, ID), new IndexOptions().partialFilterExpression(PARKED));
    }

    @Override
    public List<KnownNotification> page(@Nullable MarketId market, @Nullable String after, int limit) {
        List<Bson> conditions = new ArrayList<>(List.of(PARKED));
        if (market != null) {
            // What every id of the market's begins with; the character after the bar ends them.
            conditions.add(Filters.gte(ID, market + "|"));
            conditions.add(Filters.lt(ID, market + "}"));
        }
        if (after != null) {
            conditions.add(Filters.gt(ID, after));
        }
        return sorted(Filters.and(conditions), limit)
                .projection(Projections.exclude(BODY))
                .map(this::read)
                .into(new ArrayList<>());
    }

    @Override
    public int count(int most) {
        return sorted(PARKED, most)
                .projection(Projections.include(ID))
                .into(new ArrayList<>())
                .size();
    }

    private FindIterable<BsonDocument> sorted(Bson filter, int limit) {
        return notifications.find(filter).sort(Sorts.ascending(STATUS, ID)).limit(limit);
    }

    private KnownNotification read(BsonDocument found) {
        BsonDocumentReader state = new BsonDocumentReader(found.getDocument(STATE));
        return codec.decode(state, DecoderContext.builder().build())
                .parkedBy(Instant.ofEpochMilli(found.getDateTime(WRITTEN_AT).getValue()));
    }
}
