package io.coinslot.catalog.request;

import io.coinslot.servicekit.aggregate.AggregateFactory;
import io.coinslot.servicekit.mongo.IndexedDatabase;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class RequestConfiguration {
    @Bean
    RequestClaims requestClaims(AggregateFactory factory, IndexedDatabase database, JsonMapper json, Clock clock) {
        return new RequestClaims(
                factory.aggregates(
                        "request-claims",
                        new MongoAggregateStore<>(database, "request_claims", RequestClaim.class),
                        new NoEvents<>(),
                        List.of()),
                json,
                clock);
    }
}
