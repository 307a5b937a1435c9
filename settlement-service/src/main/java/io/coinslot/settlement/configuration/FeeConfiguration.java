package io.coinslot.settlement.configuration;

import io.coinslot.servicekit.aggregate.AggregateFactory;
import io.coinslot.servicekit.aggregate.AggregateStore;
import io.coinslot.servicekit.mongo.IndexedDatabase;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import io.coinslot.settlement.fee.FeeSchedule;
import io.coinslot.settlement.fee.FeeSchedules;
import io.coinslot.settlement.fee.Turnover;
import io.coinslot.settlement.fee.Turnovers;
import io.coinslot.settlement.journal.PurchaseLedger;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class FeeConfiguration {
    @Bean
    Turnovers turnovers(
            AggregateFactory factory,
            IndexedDatabase database,
            AggregateStore<PurchaseLedger> ledgers,
            ExecutorService storeThreads) {
        return new Turnovers(
                factory.aggregates(
                        "turnovers",
                        new MongoAggregateStore<>(database, "turnovers", Turnover.class),
                        new NoEvents<Turnover>(),
                        List.of()),
                purchaseIds -> ledgers.load(purchaseIds).keySet(),
                storeThreads);
    }

    @Bean
    FeeSchedules feeSchedules(AggregateFactory factory, IndexedDatabase database, Turnovers turnovers, Clock clock) {
        return new FeeSchedules(
                factory.aggregates(
                        "fee-schedules",
                        new MongoAggregateStore<>(database, "fee_schedules", FeeSchedule.class),
                        new NoEvents<FeeSchedule>(),
                        List.of()),
                turnovers,
                clock);
    }
}
