package io.coinslot.catalog.request;

import com.mongodb.client.model.Filters;
import io.coinslot.servicekit.aggregate.AggregateFactory;
import io.coinslot.servicekit.mongo.IndexedDatabase;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class RequestConfiguration {
    @Bean
    MongoAggregateStore<RequestClaim> requestClaimStore(IndexedDatabase database) {
        return new MongoAggregateStore<>(database, "request_claims", RequestClaim.class);
    }

    /** Longer than any effect is known by its claim: what is asked again meanwhile is still the same request. */
    @Bean
    RequestMemory requestClaimMemory(MongoAggregateStore<RequestClaim> requestClaimStore, Clock clock) {
        return new RequestMemory(
                requestClaimStore, Filters.empty(), RequestMemory.KEPT.plus(Duration.ofDays(1)), clock);
    }

    @Bean
    RequestClaims requestClaims(
            AggregateFactory factory,
            MongoAggregateStore<RequestClaim> requestClaimStore,
            List<RequestMemory> memories,
            JsonMapper json,
            Clock clock) {
        return new RequestClaims(
                factory.aggregates("request-claims", requestClaimStore, new NoEvents<>(), List.of()),
                memories,
                json,
                clock);
    }
}
