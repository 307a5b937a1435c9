package io.coinslot.catalog.product;

import io.coinslot.catalog.request.NoEvents;
import io.coinslot.servicekit.aggregate.AggregateFactory;
import io.coinslot.servicekit.http.StrictJson;
import io.coinslot.servicekit.mongo.IndexedDatabase;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
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
    Products products(AggregateFactory factory, MongoAggregateStore<Product> store) {
        return new Products(factory.aggregates("products", store, new ProductStates(), List.of()));
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
    ProductImports productImports(AggregateFactory factory, IndexedDatabase database, Products products) {
        return new ProductImports(
                factory.aggregates(
                        "product-imports",
                        new MongoAggregateStore<>(database, "product_imports", ProductImport.class),
                        new NoEvents<>(),
                        List.of(new ApplyImportTask(products))),
                products);
    }

    @Bean
    ImportFormat importFormat(StrictJson bodies) {
        return new ImportFormat(bodies);
    }
}
