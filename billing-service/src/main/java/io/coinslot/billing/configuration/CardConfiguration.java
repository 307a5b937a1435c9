package io.coinslot.billing.configuration;

import com.mongodb.client.MongoDatabase;
import io.coinslot.billing.card.CardToken;
import io.coinslot.billing.card.CardTokens;
import io.coinslot.billing.card.TokenNewsTask;
import io.coinslot.billing.card.kafka.RegistrationEventListener;
import io.coinslot.billing.card.webhook.JsonTokenNews;
import io.coinslot.billing.catalog.Catalog;
import io.coinslot.billing.delivery.WebhookCourier;
import io.coinslot.schemas.Topics;
import io.coinslot.schemas.card.RegistrationEventEnvelope;
import io.coinslot.servicekit.aggregate.AggregateFactory;
import io.coinslot.servicekit.consume.EventSubscription;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Tokens of registered cards: documents of their own, fed by the registry's topic. */
@Configuration(proxyBeanMethods = false)
class CardConfiguration {
    @Bean
    CardTokens cardTokens(
            AggregateFactory factory,
            MongoDatabase database,
            WebhookCourier courier,
            Catalog catalog,
            JsonMapper json) {
        return new CardTokens(
                factory.aggregates(
                        "card-tokens",
                        new MongoAggregateStore<>(database, "card_tokens", CardToken.class),
                        new NoEvents<CardToken>(),
                        List.of(new TokenNewsTask(courier))),
                catalog,
                new JsonTokenNews(json));
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
