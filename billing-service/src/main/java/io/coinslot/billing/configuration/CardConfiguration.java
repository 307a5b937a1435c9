package io.coinslot.billing.configuration;

import io.coinslot.billing.card.CardToken;
import io.coinslot.billing.card.CardTokens;
import io.coinslot.billing.card.PaymentTokens;
import io.coinslot.billing.card.SpendingCheck;
import io.coinslot.billing.card.TokenNewsTask;
import io.coinslot.billing.card.kafka.RegistrationEventListener;
import io.coinslot.billing.card.webhook.JsonTokenNews;
import io.coinslot.billing.catalog.Catalog;
import io.coinslot.billing.delivery.WebhookCourier;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.schemas.Topics;
import io.coinslot.schemas.card.RegistrationEventEnvelope;
import io.coinslot.servicekit.aggregate.AggregateFactory;
import io.coinslot.servicekit.aggregate.AggregateStore;
import io.coinslot.servicekit.aggregate.Aggregates;
import io.coinslot.servicekit.consume.EventSubscription;
import io.coinslot.servicekit.mongo.IndexedDatabase;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Tokens of registered cards: documents of their own, fed by the registry's topic. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TokenLimitProperties.class)
class CardConfiguration {
    @Bean
    Aggregates<CardToken, Void> cardTokenAggregates(
            AggregateFactory factory,
            IndexedDatabase database,
            WebhookCourier courier,
            AggregateStore<Purchase> purchases,
            Clock clock) {
        return factory.aggregates(
                "card-tokens",
                new MongoAggregateStore<>(database, "card_tokens", CardToken.class),
                new NoEvents<CardToken>(),
                List.of(new TokenNewsTask(courier), new SpendingCheck(EngineConfiguration.finding(purchases), clock)));
    }

    @Bean
    CardTokens cardTokens(Aggregates<CardToken, Void> cardTokenAggregates, Catalog catalog, JsonMapper json) {
        return new CardTokens(cardTokenAggregates, catalog, new JsonTokenNews(json));
    }

    @Bean
    PaymentTokens paymentTokens(Aggregates<CardToken, Void> cardTokenAggregates, TokenLimitProperties properties) {
        return new PaymentTokens(cardTokenAggregates, properties.limits(), properties.newsTake());
    }

    @Bean
    EventSubscription<RegistrationEventEnvelope> registrationEvents(
            CardTokens tokens, @Value("${spring.application.name}") String group) {
        return EventSubscription.each(
                Topics.REGISTRATION_EVENTS,
                RegistrationEventEnvelope.class,
                group,
                new RegistrationEventListener(tokens));
    }
}
