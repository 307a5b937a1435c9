package io.coinslot.settlement.balance;

import com.mongodb.client.MongoDatabase;
import io.coinslot.schemas.Topics;
import io.coinslot.schemas.settlement.JournalEntryEnvelope;
import io.coinslot.servicekit.consume.EventSubscription;
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
    EventSubscription<JournalEntryEnvelope> journalEntries(Balances balances, EntryPlaces places) {
        return EventSubscription.batches(
                Topics.JOURNAL_ENTRIES,
                JournalEntryEnvelope.class,
                "settlement-service-balances",
                new BalanceProjection(balances, places));
    }
}
