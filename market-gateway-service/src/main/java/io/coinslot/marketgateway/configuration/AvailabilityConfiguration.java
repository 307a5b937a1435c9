package io.coinslot.marketgateway.configuration;

import io.coinslot.marketgateway.availability.Availability;
import io.coinslot.marketgateway.availability.BreakerReports;
import io.coinslot.marketgateway.availability.kafka.AvailabilityEncoder;
import io.coinslot.marketgateway.market.Markets;
import io.coinslot.servicekit.aggregate.AggregateFactory;
import io.coinslot.servicekit.aggregate.Aggregates;
import io.coinslot.servicekit.mongo.IndexedDatabase;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import io.coinslot.servicekit.task.Targets;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the breakers see, told to whoever chooses a market. */
@Configuration
@EnableConfigurationProperties(AvailabilityProperties.class)
class AvailabilityConfiguration {
    @Bean
    Aggregates<Availability, Availability> availabilities(AggregateFactory factory, IndexedDatabase database) {
        return factory.aggregates(
                "availabilities",
                new MongoAggregateStore<>(database, "availabilities", Availability.class),
                new AvailabilityEncoder(),
                List.of());
    }

    @Bean
    BreakerReports breakerReports(
            Aggregates<Availability, Availability> availabilities,
            Markets markets,
            Targets targets,
            AvailabilityProperties properties,
            Clock clock) {
        String instance = UUID.randomUUID().toString();
        BreakerReports reports =
                new BreakerReports(availabilities, markets, instance, properties.passedOverFor(), clock);
        targets.watch(reports);
        return reports;
    }
}
