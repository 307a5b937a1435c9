package io.coinslot.billing.configuration;

import io.coinslot.billing.limit.User;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseLists;
import io.coinslot.billing.purchase.mongo.MongoPurchaseLists;
import io.coinslot.servicekit.aggregate.AggregateStore;
import io.coinslot.servicekit.mongo.IndexedDatabase;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where purchases and users are kept. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {
    @Bean
    MongoAggregateStore<Purchase> purchaseStore(IndexedDatabase database) {
        return new MongoAggregateStore<>(database, "purchases", Purchase.class);
    }

    @Bean
    AggregateStore<User> userStore(IndexedDatabase database) {
        return new MongoAggregateStore<>(database, "users", User.class);
    }

    @Bean
    PurchaseLists purchaseLists(MongoAggregateStore<Purchase> store) {
        return new MongoPurchaseLists(store);
    }
}
