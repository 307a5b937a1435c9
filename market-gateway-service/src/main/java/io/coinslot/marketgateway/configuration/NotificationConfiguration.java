package io.coinslot.marketgateway.configuration;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.coinslot.marketgateway.claim.Claims;
import io.coinslot.marketgateway.market.MarketLinks;
import io.coinslot.marketgateway.market.Markets;
import io.coinslot.marketgateway.notification.ApplyTask;
import io.coinslot.marketgateway.notification.NoEvent;
import io.coinslot.marketgateway.notification.NotificationInbox;
import io.coinslot.marketgateway.notification.PurchaseFinder;
import io.coinslot.marketgateway.notification.RawNotification;
import io.coinslot.marketgateway.notification.UnsignedGate;
import io.coinslot.marketgateway.notification.rest.NotificationController;
import io.coinslot.marketgateway.payment.OpenPayments;
import io.coinslot.marketgateway.payment.Payment;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.mongo.MongoOpenPayments;
import io.coinslot.servicekit.aggregate.AggregateFactory;
import io.coinslot.servicekit.aggregate.AggregateStore;
import io.coinslot.servicekit.aggregate.Aggregates;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.mongo.IndexedDatabase;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the markets tell by themselves. */
@Configuration
@EnableConfigurationProperties(NotificationProperties.class)
class NotificationConfiguration {
    @Bean
    OpenPayments openPayments(MongoAggregateStore<Payment> paymentStore) {
        return new MongoOpenPayments(paymentStore);
    }

    @Bean
    MongoAggregateStore<RawNotification> rawNotificationStore(
            IndexedDatabase database, NotificationProperties properties) {
        MongoAggregateStore<RawNotification> store =
                new MongoAggregateStore<>(database, "raw-notifications", RawNotification.class);
        store.wantIndex(
                Indexes.ascending("writtenAt"),
                new IndexOptions().expireAfter(properties.keptFor().toSeconds(), TimeUnit.SECONDS));
        return store;
    }

    @Bean
    Aggregates<RawNotification, NoEvent> rawNotifications(
            AggregateFactory factory, AggregateStore<RawNotification> rawNotificationStore, ApplyTask apply) {
        return factory.aggregates("raw-notifications", rawNotificationStore, new NoEvents<>(), List.of(apply));
    }

    @Bean
    NotificationInbox notificationInbox(
            Aggregates<RawNotification, NoEvent> rawNotifications, NotificationProperties properties, Clock clock) {
        return new NotificationInbox(rawNotifications, properties.grace(), clock);
    }

    @Bean
    ApplyTask applyTask(
            Markets markets,
            MarketLinks links,
            Aggregates<Payment, PaymentEvent> payments,
            Claims claims,
            OpenPayments openPayments,
            Clock clock) {
        PurchaseFinder finder = new PurchaseFinder(markets, links, claims, openPayments);
        return new ApplyTask(markets, links, payments, finder, clock);
    }

    @Bean
    NotificationController notificationController(
            Markets markets,
            MarketLinks links,
            NotificationInbox inbox,
            UnsignedGate unsignedGate,
            NotificationProperties properties) {
        return new NotificationController(markets, links, inbox, unsignedGate, properties.largestBodyBytes());
    }

    @Bean
    UnsignedGate unsignedGate(Aggregates<Payment, PaymentEvent> payments, Clock clock) {
        return new UnsignedGate(
                purchaseId -> {
                    Stored<Payment> stored = payments.find(purchaseId);
                    return stored == null ? null : stored.state();
                },
                clock);
    }
}
