package io.coinslot.marketgateway.sweep.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.coinslot.localstack.store.EmbeddedStore;
import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.sweep.Sweep;
import io.coinslot.marketgateway.sweep.SweepDraft;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.mongo.DocumentCodecs;
import io.coinslot.servicekit.mongo.IndexedDatabase;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MongoKnownSweepsIT {
    private static final Instant TIME = Instant.parse("2026-11-22T12:00:00Z");
    private static final Sweep FAILED =
            SweepDraft.failed(SweepDraft.swept("arcade", Orders.GOOGLE_PLAY, TIME), "DECLINED: no", TIME);

    private EmbeddedStore server;
    private MongoClient client;
    private MongoAggregateStore<Sweep> store;

    @BeforeEach
    void open() throws Exception {
        server = EmbeddedStore.inMemory();
        client = MongoClients.create(server.uri());
        store = new MongoAggregateStore<>(
                new IndexedDatabase(client.getDatabase("gateway").withCodecRegistry(DocumentCodecs.registry())),
                "sweeps",
                Sweep.class);
        store.insert(List.of(
                stored(SweepDraft.begun("arcade", Orders.STRIPE, TIME)),
                stored(FAILED),
                stored(SweepDraft.begun("casino", Orders.GOOGLE_PLAY, TIME))));
    }

    @AfterEach
    void close() throws Exception {
        client.close();
        server.close();
    }

    private static Stored<Sweep> stored(Sweep sweep) {
        return new Stored<>(sweep.id(), 1, "w", TIME, sweep, 0, List.of(), List.of());
    }

    @Test
    void findsAllOfThemPageByPageWithHowTheyHaveGone() {
        MongoKnownSweeps sweeps = new MongoKnownSweeps(store);
        List<Sweep> page = sweeps.page(null, 2);
        assertThat(page.getFirst()).isEqualTo(FAILED);
        assertThat(page).extracting(Sweep::serviceId).containsExactly("arcade", "casino");
        assertThat(sweeps.page(page.getLast().id(), 2)).extracting(Sweep::id).containsExactly("stripe|arcade");
    }

    /** As it lies in stores that a version before has written. */
    @Test
    void readsThoseOfWhichNothingWasNoted() {
        store.collection().updateOne(Filters.eq(FAILED.id()), Updates.unset("state.health"));
        assertThat(new MongoKnownSweeps(store).page(null, 1)).singleElement().satisfies(sweep -> {
            assertThat(sweep.health()).isNull();
            assertThat(sweep.knownHealth().failures()).isZero();
            assertThat(sweep.behindSince()).isEqualTo(TIME);
        });
    }
}
