package io.coinslot.catalog.republication;

import io.coinslot.catalog.request.NoEvents;
import io.coinslot.servicekit.aggregate.AggregateFactory;
import io.coinslot.servicekit.mongo.IndexedDatabase;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RepublicationConfiguration {
    @Bean
    Republications republications(
            AggregateFactory factory,
            IndexedDatabase database,
            @Qualifier("storedServices") StoredStates services,
            @Qualifier("storedProducts") StoredStates products,
            Clock clock) {
        MongoAggregateStore<Republication> store =
                new MongoAggregateStore<>(database, "republications", Republication.class);
        TellTask task = new TellTask(services, products, clock);
        return new Republications(factory.aggregates("republications", store, new NoEvents<>(), List.of(task)), clock);
    }
}
