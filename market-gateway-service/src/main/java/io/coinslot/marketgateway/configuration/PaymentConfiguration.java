package io.coinslot.marketgateway.configuration;

import com.mongodb.client.MongoDatabase;
import io.coinslot.marketgateway.charge.CardCredentials;
import io.coinslot.marketgateway.claim.Claims;
import io.coinslot.marketgateway.claim.mongo.MongoClaims;
import io.coinslot.marketgateway.market.MarketLinks;
import io.coinslot.marketgateway.market.Markets;
import io.coinslot.marketgateway.payment.Payment;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.kafka.PaymentEventEncoder;
import io.coinslot.marketgateway.payment.kafka.PurchaseEventsListener;
import io.coinslot.marketgateway.task.Counter;
import io.coinslot.marketgateway.task.PaymentTaskHandlers;
import io.coinslot.schemas.Topics;
import io.coinslot.schemas.billing.PurchaseEventEnvelope;
import io.coinslot.servicekit.aggregate.AggregateFactory;
import io.coinslot.servicekit.aggregate.AggregateStore;
import io.coinslot.servicekit.aggregate.Aggregates;
import io.coinslot.servicekit.consume.EventSubscription;
import io.coinslot.servicekit.key.Sealer;
import io.coinslot.servicekit.mongo.IndexedDatabase;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The payments, what they listen to and what they do. */
@Configuration
class PaymentConfiguration {
    @Bean
    MongoClaims claims(MongoDatabase database, Clock clock) {
        return new MongoClaims(database, clock);
    }

    @Bean
    MongoAggregateStore<Payment> paymentStore(IndexedDatabase database) {
        return new MongoAggregateStore<>(database, "payments", Payment.class);
    }

    @Bean
    Aggregates<Payment, PaymentEvent> payments(
            AggregateFactory factory,
            AggregateStore<Payment> paymentStore,
            Markets markets,
            MarketLinks links,
            CardCredentials credentials,
            Claims claims,
            Sealer sealer,
            Clock clock) {
        return factory.aggregates(
                "payments",
                paymentStore,
                new PaymentEventEncoder(),
                PaymentTaskHandlers.all(new Counter(markets, links, clock), credentials, claims, sealer, clock));
    }

    @Bean
    EventSubscription<PurchaseEventEnvelope> purchaseEvents(
            Aggregates<Payment, PaymentEvent> payments, Markets markets, Clock clock) {
        return EventSubscription.each(
                Topics.PURCHASE_EVENTS,
                PurchaseEventEnvelope.class,
                "market-gateway-service",
                new PurchaseEventsListener(payments, markets, clock));
    }
}
