package io.coinslot.marketgateway.configuration;

import io.coinslot.marketgateway.market.MarketLinks;
import io.coinslot.marketgateway.market.Markets;
import io.coinslot.marketgateway.notification.NoEvent;
import io.coinslot.marketgateway.notification.NotificationInbox;
import io.coinslot.marketgateway.sweep.KnownSweeps;
import io.coinslot.marketgateway.sweep.Sweep;
import io.coinslot.marketgateway.sweep.SweepTask;
import io.coinslot.marketgateway.sweep.Sweeps;
import io.coinslot.marketgateway.sweep.mongo.MongoKnownSweeps;
import io.coinslot.servicekit.aggregate.AggregateFactory;
import io.coinslot.servicekit.aggregate.Aggregates;
import io.coinslot.servicekit.mongo.IndexedDatabase;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is fetched of what markets tell, lest it be lost. */
@Configuration(proxyBeanMethods = false)
class SweepConfiguration {
    private static final int BEGIN_SECONDS = 10;

    @Bean
    MongoAggregateStore<Sweep> sweepStore(IndexedDatabase database) {
        return new MongoAggregateStore<>(database, "sweeps", Sweep.class);
    }

    @Bean
    KnownSweeps knownSweeps(MongoAggregateStore<Sweep> sweepStore) {
        return new MongoKnownSweeps(sweepStore);
    }

    @Bean
    Sweeps sweeps(
            AggregateFactory factory,
            MongoAggregateStore<Sweep> sweepStore,
            Markets markets,
            MarketLinks links,
            NotificationInbox inbox,
            NotificationProperties properties,
            Clock clock) {
        SweepTask task = new SweepTask(markets, links, inbox, properties.sweepInterval(), clock);
        Aggregates<Sweep, NoEvent> sweeps = factory.aggregates("sweeps", sweepStore, new NoEvents<>(), List.of(task));
        return new Sweeps(sweeps, markets, links, clock);
    }

    @Bean
    ApplicationRunner sweepStarter(Sweeps sweeps, ScheduledExecutorService timer) {
        return arguments -> timer.scheduleWithFixedDelay(sweeps::beginMissing, 0, BEGIN_SECONDS, TimeUnit.SECONDS);
    }
}
