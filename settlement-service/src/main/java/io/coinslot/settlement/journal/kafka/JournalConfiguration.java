package io.coinslot.settlement.journal.kafka;

import io.coinslot.schemas.Topics;
import io.coinslot.schemas.billing.PurchaseEventEnvelope;
import io.coinslot.schemas.market.PaymentEventEnvelope;
import io.coinslot.servicekit.aggregate.AggregateFactory;
import io.coinslot.servicekit.consume.EventSubscription;
import io.coinslot.servicekit.mongo.IndexedDatabase;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import io.coinslot.settlement.journal.BookingTerms;
import io.coinslot.settlement.journal.FeeLookup;
import io.coinslot.settlement.journal.Journal;
import io.coinslot.settlement.journal.PurchaseLedger;
import io.coinslot.settlement.journal.WaitingCaptures;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class JournalConfiguration {
    private static final String GROUP = "settlement-service";

    @Bean
    BookingTerms bookingTerms(
            @Value("${coinslot.settlement.longest-write:3s}") Duration longestWrite,
            @Value("${coinslot.settlement.clocks-apart:2s}") Duration clocksApart) {
        return new BookingTerms(longestWrite, clocksApart);
    }

    @Bean
    MongoAggregateStore<PurchaseLedger> ledgerStore(IndexedDatabase database, BookingTerms terms) {
        return new MongoAggregateStore<>(database, "ledgers", PurchaseLedger.class)
                .givingUpWritesAfter(terms.longestWrite());
    }

    @Bean
    Journal journal(
            AggregateFactory factory,
            MongoAggregateStore<PurchaseLedger> store,
            FeeLookup fees,
            WaitingCaptures waiting,
            Clock clock) {
        return new Journal(
                factory.aggregates("ledgers", store, new JournalEntryEncoder(), List.of()), fees, waiting, clock);
    }

    @Bean
    EventSubscription<PaymentEventEnvelope> paymentEvents(Journal journal) {
        return EventSubscription.each(
                Topics.PAYMENT_EVENTS, PaymentEventEnvelope.class, GROUP, new PaymentEventsListener(journal));
    }

    @Bean
    EventSubscription<PurchaseEventEnvelope> purchaseEvents(Journal journal) {
        return EventSubscription.each(
                Topics.PURCHASE_EVENTS, PurchaseEventEnvelope.class, GROUP, new PurchaseEventsListener(journal));
    }
}
