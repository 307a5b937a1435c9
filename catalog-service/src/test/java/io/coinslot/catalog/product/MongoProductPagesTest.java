package io.coinslot.catalog.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.coinslot.localstack.store.EmbeddedStore;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.mongo.DocumentCodecs;
import io.coinslot.servicekit.mongo.IndexedDatabase;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MongoProductPagesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final int PRODUCTS = 200;
    private static final int PAGE = 10;

    private static EmbeddedStore store;
    private static MongoClient client;
    private static MongoDatabase database;
    private static ProductPages pages;

    @BeforeAll
    static void fill() {
        store = EmbeddedStore.inMemory();
        client = MongoClients.create(store.uri());
        database = client.getDatabase("catalog").withCodecRegistry(DocumentCodecs.registry());
        IndexedDatabase indexed = new IndexedDatabase(database);
        MongoAggregateStore<Product> products = new MongoAggregateStore<>(indexed, "products", Product.class);
        pages = new MongoProductPages(products);
        indexed.start();
        List<Stored<Product>> all = new ArrayList<>();
        for (int number = 0; number < PRODUCTS; number++) {
            // Names of services that begin with each other's.
            all.add(stored("arcade", number));
            all.add(stored("arcade-2", number));
        }
        products.insert(all);
    }

    private static Stored<Product> stored(String service, int number) {
        ProductId id = new ProductId("gem_%04d".formatted(number));
        return new Stored<>(
                id.in(service),
                1,
                "w",
                NOW,
                Product.created(service, id, ProductTest.named("gems"), NOW),
                1,
                List.of(),
                List.of());
    }

    @AfterAll
    static void close() throws IOException {
        client.close();
        store.close();
    }

    @Test
    void pagesFollowEachOtherThroughAServicesProductsAlone() {
        List<Product> found = new ArrayList<>();
        List<Product> page = pages.page("arcade", null, 60);
        while (!page.isEmpty()) {
            found.addAll(page);
            page = pages.page("arcade", page.getLast().productId(), 60);
        }
        assertThat(found)
                .hasSize(PRODUCTS)
                .isSortedAccordingTo((one, other) ->
                        one.productId().value().compareTo(other.productId().value()))
                .allMatch(product -> product.serviceId().equals("arcade"));
    }

    @Test
    void aPageReadsNoMoreThanItShows() {
        long before = looked();
        List<Product> first = pages.page("arcade", null, PAGE);
        pages.page("arcade", first.getLast().productId(), PAGE);
        assertThat(looked() - before).isLessThanOrEqualTo(3 * PAGE);
    }

    @Test
    void countsTheProductsOfOneService() {
        assertThat(pages.count("arcade", 2 * PRODUCTS)).isEqualTo(PRODUCTS);
        assertThat(pages.count("arcade", PRODUCTS - 1)).isEqualTo(PRODUCTS - 1);
        assertThat(pages.count("nobody", PRODUCTS)).isZero();
    }

    private static long looked() {
        return database.runCommand(new Document("serverStatus", 1))
                .get("metrics", Document.class)
                .get("queryExecutor", Document.class)
                .getLong("scannedObjects");
    }
}
