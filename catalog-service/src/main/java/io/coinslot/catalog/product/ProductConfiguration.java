package io.coinslot.catalog.product;

import com.mongodb.client.model.Filters;
import io.coinslot.catalog.republication.StoredStates;
import io.coinslot.catalog.request.NoEvents;
import io.coinslot.catalog.request.RequestMemory;
import io.coinslot.servicekit.aggregate.AggregateFactory;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.aggregate.VersionWatch;
import io.coinslot.servicekit.http.StrictJson;
import io.coinslot.servicekit.mongo.IndexedDatabase;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ProductConfiguration {
    @Bean
    MongoAggregateStore<Product> productStore(IndexedDatabase database) {
        return new MongoAggregateStore<>(database, "products", Product.class);
    }

    @Bean
    VersionWatch<Product> productWatch(MongoAggregateStore<Product> productStore) {
        return new VersionWatch<>(id -> {
            Stored<Product> stored = productStore.load(List.of(id)).get(id);
            return stored == null ? null : asTold(stored);
        });
    }

    /** The document has another version with each import that is remembered. */
    private static Stored<Product> asTold(Stored<Product> stored) {
        return stored.toldAs(stored.state().version());
    }

    @Bean
    Products products(
            AggregateFactory factory, MongoAggregateStore<Product> store, VersionWatch<Product> productWatch) {
        return new Products(
                factory.aggregates(
                        "products",
                        store,
                        new ProductStates(),
                        List.of(),
                        stored -> productWatch.committed(asTold(stored))),
                productWatch);
    }

    @Bean
    StoredStates storedProducts(MongoAggregateStore<Product> store, Products products) {
        return new StoredStates(store.collection(), products::tellAgain);
    }

    @Bean
    ProductPages productPages(MongoAggregateStore<Product> store) {
        return new MongoProductPages(store);
    }

    @Bean
    ProductRoom productRoom(
            ProductPages pages, @Value("${coinslot.catalog.products-per-service:20000}") int mostProducts) {
        return new ProductRoom(pages, mostProducts);
    }

    @Bean
    MongoAggregateStore<ProductImport> productImportStore(IndexedDatabase database) {
        return new MongoAggregateStore<>(database, "product_imports", ProductImport.class);
    }

    /** One that is not applied yet is never too old for it. */
    @Bean
    RequestMemory productImportMemory(MongoAggregateStore<ProductImport> productImportStore, Clock clock) {
        return new RequestMemory(productImportStore, Filters.eq("state.applied", true), RequestMemory.KEPT, clock);
    }

    @Bean
    ProductImports productImports(
            AggregateFactory factory, MongoAggregateStore<ProductImport> productImportStore, Products products) {
        return new ProductImports(
                factory.aggregates(
                        "product-imports",
                        productImportStore,
                        new NoEvents<>(),
                        List.of(new ApplyImportTask(products))),
                products);
    }

    @Bean
    ImportFormat importFormat(StrictJson bodies) {
        return new ImportFormat(bodies);
    }
}
