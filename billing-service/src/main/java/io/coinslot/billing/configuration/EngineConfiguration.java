package io.coinslot.billing.configuration;

import io.coinslot.billing.card.PaymentTokens;
import io.coinslot.billing.catalog.Catalog;
import io.coinslot.billing.checkout.Endings;
import io.coinslot.billing.checkout.Expiry;
import io.coinslot.billing.clientday.ClientDay;
import io.coinslot.billing.clientday.ClientDays;
import io.coinslot.billing.clientday.DayCheck;
import io.coinslot.billing.delivery.DeliverySteps;
import io.coinslot.billing.delivery.Notifier;
import io.coinslot.billing.delivery.OverdueAlarm;
import io.coinslot.billing.delivery.WebhookCourier;
import io.coinslot.billing.delivery.WebhookOutcomes;
import io.coinslot.billing.delivery.WebhookSigner;
import io.coinslot.billing.delivery.WebhookTask;
import io.coinslot.billing.delivery.webhook.HttpWebhookSender;
import io.coinslot.billing.delivery.webhook.JsonWebhooks;
import io.coinslot.billing.limit.LimitSettlement;
import io.coinslot.billing.limit.ReservationCheck;
import io.coinslot.billing.limit.User;
import io.coinslot.billing.limit.Users;
import io.coinslot.billing.payment.MarketFacts;
import io.coinslot.billing.payment.kafka.PaymentEventListener;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseEvent;
import io.coinslot.billing.purchase.kafka.PurchaseEventEncoder;
import io.coinslot.billing.refund.RefundKey;
import io.coinslot.billing.refund.RefundKeys;
import io.coinslot.schemas.Topics;
import io.coinslot.schemas.market.PaymentEventEnvelope;
import io.coinslot.servicekit.aggregate.AggregateFactory;
import io.coinslot.servicekit.aggregate.AggregateStore;
import io.coinslot.servicekit.aggregate.Aggregates;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.aggregate.VersionWatch;
import io.coinslot.servicekit.consume.EventSubscription;
import io.coinslot.servicekit.key.SecretKeys;
import io.coinslot.servicekit.mongo.IndexedDatabase;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import io.coinslot.servicekit.task.TaskHandler;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The engines behind purchases and users, their tasks, and what feeds them. */
@Configuration(proxyBeanMethods = false)
class EngineConfiguration {
    @Bean
    VersionWatch<Purchase> purchaseWatch(AggregateStore<Purchase> store) {
        return new VersionWatch<>(finding(store));
    }

    @Bean
    Aggregates<User, Void> userAggregates(
            AggregateFactory factory, AggregateStore<User> users, AggregateStore<Purchase> purchases, Clock clock) {
        return factory.aggregates(
                "users", users, new NoEvents<User>(), List.of(new ReservationCheck(finding(purchases), clock)));
    }

    @Bean
    Users users(Aggregates<User, Void> aggregates) {
        return new Users(aggregates);
    }

    @Bean
    ClientDays clientDays(
            AggregateFactory factory, IndexedDatabase database, AggregateStore<Purchase> purchases, Clock clock) {
        return new ClientDays(factory.aggregates(
                "client-days",
                new MongoAggregateStore<>(database, "client_days", ClientDay.class),
                new NoEvents<ClientDay>(),
                List.of(new DayCheck(purchases::load, clock))));
    }

    @Bean
    RefundKeys refundKeys(AggregateFactory factory, IndexedDatabase database) {
        return new RefundKeys(factory.aggregates(
                "refund-keys",
                new MongoAggregateStore<>(database, "refund_keys", RefundKey.class),
                new NoEvents<RefundKey>(),
                List.of()));
    }

    @Bean
    HttpWebhookSender webhookSender(
            @Value("${coinslot.webhooks.allow-private-addresses:false}") boolean allowPrivateAddresses) {
        return new HttpWebhookSender(allowPrivateAddresses);
    }

    @Bean
    WebhookCourier webhookCourier(Catalog catalog, SecretKeys keys, HttpWebhookSender sender, Clock clock) {
        return new WebhookCourier(catalog, new WebhookSigner(keys.key("webhook-secrets.key")), sender, clock);
    }

    @Bean
    TaskHandler<Purchase, PurchaseEvent> webhookTask(
            WebhookCourier courier, DeliverySteps steps, JsonWebhooks answers) {
        return new WebhookTask(courier, new WebhookOutcomes(steps, answers));
    }

    @Bean
    TaskHandler<Purchase, PurchaseEvent> overdueAlarm(Notifier notifier, Clock clock) {
        return new OverdueAlarm(notifier, clock);
    }

    @Bean
    TaskHandler<Purchase, PurchaseEvent> expiry(Endings endings, Clock clock) {
        return new Expiry(endings, clock);
    }

    @Bean
    TaskHandler<Purchase, PurchaseEvent> limitSettlement(
            Users users, ClientDays days, PaymentTokens tokens, AggregateStore<Purchase> store, Clock clock) {
        return new LimitSettlement(users, days, tokens, finding(store), clock);
    }

    @Bean
    Aggregates<Purchase, PurchaseEvent> purchases(
            AggregateFactory factory,
            AggregateStore<Purchase> store,
            List<TaskHandler<Purchase, PurchaseEvent>> tasks,
            VersionWatch<Purchase> watch) {
        return factory.aggregates("purchases", store, new PurchaseEventEncoder(), tasks, watch::committed);
    }

    @Bean
    EventSubscription<PaymentEventEnvelope> paymentEvents(
            Aggregates<Purchase, PurchaseEvent> purchases,
            MarketFacts facts,
            Clock clock,
            @Value("${spring.application.name}") String group) {
        return EventSubscription.each(
                Topics.PAYMENT_EVENTS,
                PaymentEventEnvelope.class,
                group,
                new PaymentEventListener(purchases, facts, clock));
    }

    static Function<String, @Nullable Stored<Purchase>> finding(AggregateStore<Purchase> store) {
        return id -> store.load(List.of(id)).get(id);
    }
}
