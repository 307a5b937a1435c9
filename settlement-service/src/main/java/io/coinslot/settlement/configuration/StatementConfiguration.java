package io.coinslot.settlement.configuration;

import io.coinslot.servicekit.aggregate.AggregateFactory;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.aggregate.VersionWatch;
import io.coinslot.servicekit.mongo.IndexedDatabase;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import io.coinslot.settlement.journal.BookingTerms;
import io.coinslot.settlement.journal.PurchaseLedger;
import io.coinslot.settlement.statement.DrawUpTask;
import io.coinslot.settlement.statement.Settlement;
import io.coinslot.settlement.statement.Settlements;
import io.coinslot.settlement.statement.StatementEntries;
import io.coinslot.settlement.statement.kafka.StatementEncoder;
import io.coinslot.settlement.statement.mongo.MongoStatementEntries;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StatementConfiguration {
    @Bean
    StatementEntries statementEntries(MongoAggregateStore<PurchaseLedger> ledgers) {
        return new MongoStatementEntries(ledgers);
    }

    @Bean
    MongoAggregateStore<Settlement> settlementStore(IndexedDatabase database) {
        return new MongoAggregateStore<>(database, "settlements", Settlement.class);
    }

    @Bean
    VersionWatch<Settlement> settlementWatch(MongoAggregateStore<Settlement> store) {
        return new VersionWatch<>(id -> {
            Stored<Settlement> stored = store.load(List.of(id)).get(id);
            return stored == null ? null : asTold(stored);
        });
    }

    /** Of the version that is told: its document has another one with each attempt at drawing it up. */
    private static Stored<Settlement> asTold(Stored<Settlement> stored) {
        return stored.toldAs(stored.state().version());
    }

    @Bean
    Settlements settlements(
            AggregateFactory factory,
            MongoAggregateStore<Settlement> store,
            VersionWatch<Settlement> watch,
            StatementEntries entries,
            BookingTerms terms,
            Clock clock) {
        return new Settlements(
                factory.aggregates(
                        "settlements",
                        store,
                        new StatementEncoder(),
                        List.of(new DrawUpTask(entries, clock)),
                        stored -> watch.committed(asTold(stored))),
                terms);
    }
}
