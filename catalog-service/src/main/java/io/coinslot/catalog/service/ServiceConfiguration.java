package io.coinslot.catalog.service;

import io.coinslot.catalog.republication.StoredStates;
import io.coinslot.servicekit.aggregate.AggregateFactory;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.aggregate.VersionWatch;
import io.coinslot.servicekit.key.SealWatch;
import io.coinslot.servicekit.key.Sealer;
import io.coinslot.servicekit.key.SecretKeys;
import io.coinslot.servicekit.mongo.IndexedDatabase;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ServiceConfiguration {
    @Bean
    MongoAggregateStore<RegisteredService> serviceStore(IndexedDatabase database) {
        return new MongoAggregateStore<>(database, "services", RegisteredService.class);
    }

    @Bean
    VersionWatch<RegisteredService> serviceWatch(MongoAggregateStore<RegisteredService> serviceStore) {
        return new VersionWatch<>(id -> {
            Stored<RegisteredService> stored = serviceStore.load(List.of(id)).get(id);
            return stored == null ? null : asTold(stored);
        });
    }

    private static Stored<RegisteredService> asTold(Stored<RegisteredService> stored) {
        return stored.toldAs(stored.state().version());
    }

    @Bean
    Services services(
            AggregateFactory factory,
            MongoAggregateStore<RegisteredService> serviceStore,
            VersionWatch<RegisteredService> serviceWatch) {
        return new Services(
                factory.aggregates(
                        "services",
                        serviceStore,
                        new ServiceStates(),
                        List.of(),
                        stored -> serviceWatch.committed(asTold(stored))),
                serviceWatch);
    }

    @Bean
    StoredStates storedServices(MongoAggregateStore<RegisteredService> serviceStore, Services services) {
        return new StoredStates(serviceStore.collection(), services::tellAgain);
    }

    @Bean
    WebhookSecrets webhookSecrets(SecretKeys keys) {
        return new WebhookSecrets(keys);
    }

    /** Refuses to start if credentials are sealed under a key that is missing; otherwise keeps sealing them anew. */
    @Bean
    Resealing resealing(
            MongoAggregateStore<RegisteredService> serviceStore, Services services, Sealer sealer, SealWatch watch) {
        Resealing resealing = new Resealing(new MongoRegisteredServices(serviceStore), services, sealer);
        watch.over("market credentials", resealing::count, resealing::resealOutdated);
        return resealing;
    }

    @Bean
    WebhookAddress webhookAddress(
            @Value("${coinslot.webhooks.allow-private-addresses:false}") boolean privateAddressesAllowed) {
        return new WebhookAddress(privateAddressesAllowed);
    }
}
