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
import io.coinslot.marketgateway.sweep.Sweep;
import io.coinslot.marketgateway.sweep.SweepTask;
import io.coinslot.marketgateway.sweep.Sweeps;
import io.coinslot.servicekit.aggregate.AggregateFactory;
import io.coinslot.servicekit.aggregate.Aggregates;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.mongo.IndexedDatabase;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the markets tell by themselves, and what is fetched lest it be lost. */
@Configuration
@EnableConfigurationProperties(NotificationProperties.class)
class NotificationConfiguration {
    private static final int BEGIN_SECONDS = 10;

    @Bean
    OpenPayments openPayments(MongoAggregateStore<Payment> paymentStore) {
        return new MongoOpenPayments(paymentStore);
    }

    @Bean
    NotificationInbox notificationInbox(
            AggregateFactory factory,
            IndexedDatabase database,
            ApplyTask apply,
            NotificationProperties properties,
            Clock clock) {
        MongoAggregateStore<RawNotification> store =
                new MongoAggregateStore<>(database, "raw-notifications", RawNotification.class);
        store.wantIndex(
                Indexes.ascending("writtenAt"),
                new IndexOptions().expireAfter(properties.keptFor().toSeconds(), TimeUnit.SECONDS));
        Aggregates<RawNotification, NoEvent> notifications =
                factory.aggregates("raw-notifications", store, new NoEvents<>(), List.of(apply));
        return new NotificationInbox(notifications, properties.grace(), clock);
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

    @Bean
    Sweeps sweeps(
            AggregateFactory factory,
            IndexedDatabase database,
            Markets markets,
            MarketLinks links,
            NotificationInbox inbox,
            NotificationProperties properties,
            Clock clock) {
        SweepTask task = new SweepTask(markets, links, inbox, properties.sweepInterval(), clock);
        Aggregates<Sweep, NoEvent> sweeps = factory.aggregates(
                "sweeps", new MongoAggregateStore<>(database, "sweeps", Sweep.class), new NoEvents<>(), List.of(task));
        return new Sweeps(sweeps, markets, links, clock);
    }

    @Bean
    ApplicationRunner sweepStarter(Sweeps sweeps, ScheduledExecutorService timer) {
        return arguments -> timer.scheduleWithFixedDelay(sweeps::beginMissing, 0, BEGIN_SECONDS, TimeUnit.SECONDS);
    }
}
