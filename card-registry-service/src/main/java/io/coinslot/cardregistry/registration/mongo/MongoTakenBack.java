package io.coinslot.cardregistry.registration.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import io.coinslot.cardregistry.offer.TakenBack;
import io.coinslot.cardregistry.registration.Registration;
import io.coinslot.cardregistry.registration.Registrations;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bson.Document;

/** Finds the registrations that a card was offered to. */
public final class MongoTakenBack implements TakenBack {
    private static final String REFERENCE = "state.cards.source.peerCardReference";

    private final MongoCollection<Stored<Registration>> collection;
    private final Registrations registrations;

    public MongoTakenBack(MongoAggregateStore<Registration> store, Registrations registrations) {
        this.collection = store.collection();
        this.registrations = registrations;
        store.wantIndex(Indexes.ascending(REFERENCE));
    }

    @Override
    public void by(String peerId, Set<String> peerCardReferences) {
        List<String> ids = new ArrayList<>();
        collection
                .withDocumentClass(Document.class)
                .find(Filters.in(REFERENCE, peerCardReferences))
                .projection(Projections.include("_id"))
                .forEach(document -> ids.add(document.getString("_id")));
        ids.forEach(id -> registrations.cardsGone(id, peerId, peerCardReferences));
    }
}
