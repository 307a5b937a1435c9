package io.coinslot.cardregistry.registration.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import io.coinslot.cardregistry.registration.CardEntry;
import io.coinslot.cardregistry.registration.Registration;
import io.coinslot.cardregistry.registration.RegistrationLists;
import io.coinslot.cardregistry.registration.RegistrationState;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Lists from the registrations' own collection, along an index. */
public final class MongoRegistrationLists implements RegistrationLists {
    private static final String APP = "state.request.paymentAppInstanceId";
    private static final String ID = "_id";
    private static final String CREATED_AT = "state.createdAt";
    private static final String CARDS = "state.cards";
    private static final String ISSUER = "source.issuerId";
    private static final String TASK = "taskId";
    private static final String TOKEN = "token";
    private static final String STATE = "state";
    private static final String REASON = "reasonCode";

    private static final List<String> AT_ISSUER = Arrays.stream(RegistrationState.values())
            .filter(RegistrationState::isAtIssuer)
            .map(RegistrationState::name)
            .toList();

    private final MongoCollection<Stored<Registration>> collection;

    public MongoRegistrationLists(MongoAggregateStore<Registration> store) {
        this.collection = store.collection();
        // By the company too: many registrations never come to one.
        store.wantIndex(Indexes.compoundIndex(
                Indexes.ascending(APP, CARDS + "." + ISSUER), Indexes.descending(CREATED_AT, ID)));
        // Sparse: of most registrations no card has one.
        store.wantIndex(Indexes.ascending(CARDS + "." + REASON), new IndexOptions().sparse(true));
    }

    @Override
    public List<Registration> maybeOf(Token token, @Nullable Place after, int limit) {
        Bson told = Filters.eq(TOKEN + ".tokenUniqueReference", token.tokenUniqueReference());
        Bson untold = Filters.and(
                Filters.exists(TOKEN, false), Filters.or(Filters.in(STATE, AT_ISSUER), Filters.eq("unanswered", true)));
        List<Bson> filters = new ArrayList<>(List.of(
                Filters.eq(APP, token.paymentAppInstanceId()),
                Filters.eq(CARDS + "." + ISSUER, token.issuerId()),
                Filters.elemMatch(
                        CARDS,
                        Filters.and(
                                Filters.eq(ISSUER, token.issuerId()),
                                Filters.exists(TASK),
                                Filters.or(told, untold)))));
        if (after != null) {
            Date time = Date.from(after.createdAt());
            filters.add(Filters.lte(CREATED_AT, time));
            filters.add(Filters.or(Filters.lt(CREATED_AT, time), Filters.lt(ID, after.registrationId())));
        }
        return states(Filters.and(filters), Sorts.descending(CREATED_AT, ID), limit);
    }

    @Override
    public List<Registration> undecided(@Nullable String after, int limit) {
        List<Bson> filters = new ArrayList<>(List.of(
                Filters.eq(CARDS + "." + REASON, CardEntry.LEFT_TO_OPERATOR),
                Filters.elemMatch(
                        CARDS,
                        Filters.and(Filters.eq(REASON, CardEntry.LEFT_TO_OPERATOR), Filters.in(STATE, AT_ISSUER)))));
        if (after != null) {
            filters.add(Filters.gt(ID, after));
        }
        return states(Filters.and(filters), Sorts.ascending(ID), limit);
    }

    private List<Registration> states(Bson filter, Bson order, int limit) {
        List<Registration> found = new ArrayList<>();
        collection.find(filter).sort(order).limit(limit).forEach(stored -> found.add(stored.state()));
        return found;
    }
}
