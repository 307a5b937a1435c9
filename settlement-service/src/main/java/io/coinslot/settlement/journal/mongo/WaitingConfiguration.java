package io.coinslot.settlement.journal.mongo;

import io.coinslot.servicekit.consume.WaitingEvents;
import io.coinslot.servicekit.mongo.IndexedDatabase;
import io.coinslot.settlement.journal.AwaitedSchedules;
import io.coinslot.settlement.journal.WaitingCaptures;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.ExecutorService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class WaitingConfiguration {
    private static final int COUNTED_UP_TO = 1_000;

    @Bean
    WaitingCaptures waitingCaptures(IndexedDatabase database, ExecutorService storeThreads) {
        return new MongoWaitingCaptures(database, storeThreads);
    }

    @Bean
    AwaitedSchedules awaitedSchedules(WaitingCaptures captures, WaitingEvents events) {
        return new AwaitedSchedules(captures, events);
    }

    @Bean
    Gauge unbookedCaptures(WaitingCaptures waiting, MeterRegistry meters) {
        return Gauge.builder("coinslot.captures.unbooked", waiting, captures -> captures.count(COUNTED_UP_TO))
                .description("Captures that no fee schedule covers, up to " + COUNTED_UP_TO)
                .register(meters);
    }
}
