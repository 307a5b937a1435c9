package io.coinslot.settlement.configuration;

import com.mongodb.client.MongoDatabase;
import io.coinslot.schemas.Topics;
import io.coinslot.schemas.settlement.JournalEntryEnvelope;
import io.coinslot.servicekit.aggregate.AggregateFactory;
import io.coinslot.servicekit.consume.EventSubscription;
import io.coinslot.servicekit.mongo.IndexedDatabase;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import io.coinslot.settlement.balance.BalanceRebuild;
import io.coinslot.settlement.balance.BalanceRebuilds;
import io.coinslot.settlement.balance.Balances;
import io.coinslot.settlement.balance.EntryPlaces;
import io.coinslot.settlement.balance.RebuildTask;
import io.coinslot.settlement.balance.kafka.BalanceProjection;
import io.coinslot.settlement.balance.mongo.MongoBalances;
import io.coinslot.settlement.balance.mongo.MongoEntryPlaces;
import io.coinslot.settlement.balance.mongo.MongoOrderedLedgers;
import io.coinslot.settlement.journal.BookingTerms;
import io.coinslot.settlement.journal.PurchaseLedger;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class BalanceConfiguration {
    @Bean
    Balances balances(MongoDatabase database) {
        return new MongoBalances(database);
    }

    @Bean
    EntryPlaces entryPlaces(MongoDatabase database) {
        return new MongoEntryPlaces(database);
    }

    @Bean
    BalanceRebuilds balanceRebuilds(
            AggregateFactory factory,
            IndexedDatabase database,
            MongoAggregateStore<PurchaseLedger> ledgers,
            Balances balances,
            BookingTerms terms,
            Clock clock) {
        MongoAggregateStore<BalanceRebuild> store = new MongoAggregateStore<>(
                        database, "balance_rebuilds", BalanceRebuild.class)
                .givingUpWritesAfter(terms.longestWrite());
        RebuildTask task = new RebuildTask(new MongoOrderedLedgers(ledgers), balances, clock);
        return new BalanceRebuilds(
                factory.aggregates("balance-rebuilds", store, new NoEvents<>(), List.of(task)), terms, clock);
    }

    @Bean
    EventSubscription<JournalEntryEnvelope> journalEntries(
            Balances balances, EntryPlaces places, BalanceRebuilds rebuilds, MeterRegistry meters) {
        Counter halts = Counter.builder("coinslot.balances.halts")
                .description("How often balances could not go on, since the journal's topic begins anew")
                .register(meters);
        return EventSubscription.batches(
                Topics.JOURNAL_ENTRIES,
                JournalEntryEnvelope.class,
                "settlement-service-balances",
                new BalanceProjection(balances, places, rebuilds, halts));
    }
}
