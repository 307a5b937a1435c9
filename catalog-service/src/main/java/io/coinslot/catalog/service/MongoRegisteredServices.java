package io.coinslot.catalog.service;

import com.mongodb.client.MongoCursor;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads through the collection of services with a cursor. */
record MongoRegisteredServices(MongoAggregateStore<RegisteredService> store) implements Resealing.RegisteredServices {
    @Override
    public Stream<RegisteredService> all() {
        MongoCursor<Stored<RegisteredService>> cursor =
                store.collection().find().iterator();
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(cursor, Spliterator.ORDERED | Spliterator.NONNULL), false)
                .map(Stored::state)
                .onClose(cursor::close);
    }
}
