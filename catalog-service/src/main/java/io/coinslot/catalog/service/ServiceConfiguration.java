package io.coinslot.catalog.service;

import com.mongodb.client.MongoDatabase;
import io.coinslot.servicekit.aggregate.AggregateFactory;
import io.coinslot.servicekit.key.Sealer;
import io.coinslot.servicekit.key.SecretKeys;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ServiceConfiguration {
    @Bean
    Services services(AggregateFactory factory, MongoDatabase database) {
        return new Services(factory.aggregates(
                "services",
                new MongoAggregateStore<>(database, "services", RegisteredService.class),
                new ServiceStates(),
                List.of()));
    }

    @Bean
    WebhookSecrets webhookSecrets(SecretKeys keys) {
        return new WebhookSecrets(keys);
    }

    @Bean
    Sealer credentialSealer(SecretKeys keys) {
        return new Sealer(keys);
    }

    @Bean
    WebhookAddress webhookAddress(
            @Value("${coinslot.webhooks.allow-private-addresses:false}") boolean privateAddressesAllowed) {
        return new WebhookAddress(privateAddressesAllowed);
    }
}
