package io.coinslot.settlement.statement;

import io.coinslot.servicekit.aggregate.AggregateFactory;
import io.coinslot.servicekit.mongo.IndexedDatabase;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import io.coinslot.settlement.journal.BookingTerms;
import io.coinslot.settlement.journal.PurchaseLedger;
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
    Settlements settlements(
            AggregateFactory factory,
            IndexedDatabase database,
            StatementEntries entries,
            BookingTerms terms,
            Clock clock) {
        return new Settlements(
                factory.aggregates(
                        "settlements",
                        new MongoAggregateStore<>(database, "settlements", Settlement.class),
                        new StatementEncoder(),
                        List.of(new DrawUpTask(entries, clock))),
                terms);
    }
}
