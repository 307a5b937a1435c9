package io.coinslot.billing.configuration;

import io.coinslot.billing.catalog.Catalog;
import io.coinslot.billing.delivery.WebhookCourier;
import io.coinslot.billing.notice.Notice;
import io.coinslot.billing.notice.NoticeTask;
import io.coinslot.billing.notice.Notices;
import io.coinslot.billing.notice.kafka.StatementListener;
import io.coinslot.billing.notice.webhook.JsonStatements;
import io.coinslot.schemas.Topics;
import io.coinslot.schemas.settlement.StatementEnvelope;
import io.coinslot.servicekit.aggregate.AggregateFactory;
import io.coinslot.servicekit.consume.EventSubscription;
import io.coinslot.servicekit.mongo.IndexedDatabase;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Webhooks about statements: documents of their own, fed by the settlement service's topic. */
@Configuration(proxyBeanMethods = false)
class NoticeConfiguration {
    @Bean
    Notices notices(
            AggregateFactory factory,
            IndexedDatabase database,
            WebhookCourier courier,
            Catalog catalog,
            JsonMapper json) {
        return new Notices(
                factory.aggregates(
                        "notices",
                        new MongoAggregateStore<>(database, "notices", Notice.class),
                        new NoEvents<Notice>(),
                        List.of(new NoticeTask(courier))),
                catalog,
                new JsonStatements(json));
    }

    @Bean
    EventSubscription<StatementEnvelope> statements(
            Notices notices, @Value("${spring.application.name}") String group) {
        return EventSubscription.each(
                Topics.STATEMENTS, StatementEnvelope.class, group, new StatementListener(notices));
    }
}
