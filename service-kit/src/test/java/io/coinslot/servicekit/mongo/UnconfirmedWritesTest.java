package io.coinslot.servicekit.mongo;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.ServerAddress;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.bulk.WriteConcernError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.coinslot.servicekit.aggregate.AggregateStore.Change;
import io.coinslot.servicekit.aggregate.AggregateStore.StoreUnavailable;
import io.coinslot.servicekit.aggregate.Counter;
import io.coinslot.servicekit.aggregate.Stored;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;

/** A primary that made a write and stepped down before the others had it: no server here can be made to do that. */
class UnconfirmedWritesTest {
    private final MongoAggregateStore<Counter> store =
            new MongoAggregateStore<>(database(List.of()), "counters", Counter.class);

    @Test
    void areNotTakenForMade() {
        assertThatThrownBy(() -> store.insert(List.of(counter(1)))).isInstanceOf(StoreUnavailable.class);
        assertThatThrownBy(() -> store.update(List.of(new Change<>(1, counter(2)))))
                .isInstanceOf(StoreUnavailable.class);
    }

    @Test
    void areNotTakenForThoseOfAnotherWriterEither() {
        BulkWriteError duplicate = new BulkWriteError(11000, "duplicate key", new BsonDocument(), 0);
        MongoAggregateStore<Counter> half =
                new MongoAggregateStore<>(database(List.of(duplicate)), "counters", Counter.class);
        assertThatThrownBy(() -> half.insert(List.of(counter(1), counter(1)))).isInstanceOf(StoreUnavailable.class);
    }

    private static Stored<Counter> counter(long version) {
        return new Stored<>("one", version, "w" + version, Instant.EPOCH, Counter.ZERO, 0, List.of(), List.of());
    }

    private static MongoDatabase database(List<BulkWriteError> errors) {
        return (MongoDatabase) Proxy.newProxyInstance(
                MongoDatabase.class.getClassLoader(),
                new Class<?>[] {MongoDatabase.class},
                (proxy, method, arguments) -> collection(errors));
    }

    private static Object collection(List<BulkWriteError> errors) {
        return Proxy.newProxyInstance(
                MongoCollection.class.getClassLoader(),
                new Class<?>[] {MongoCollection.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "createIndex" -> "index";
                    case "insertMany", "bulkWrite" ->
                        throw new MongoBulkWriteException(
                                BulkWriteResult.unacknowledged(),
                                errors,
                                new WriteConcernError(
                                        11602, "InterruptedDueToReplStateChange", "stepped down", new BsonDocument()),
                                new ServerAddress(),
                                Set.of());
                    default -> proxy;
                });
    }
}
