package io.coinslot.servicekit.configuration;

import io.coinslot.servicekit.key.SecretKeys;
import io.coinslot.servicekit.mongo.IndexedDatabase;
import io.coinslot.servicekit.table.CompactedTables;
import io.coinslot.servicekit.task.Targets;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** What every process has: time, keys, targets and a timer. */
@AutoConfiguration
@EnableConfigurationProperties(CoinslotProperties.class)
class KitConfiguration {
    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    SecretKeys secretKeys(CoinslotProperties properties) {
        return new SecretKeys(properties.keys().directory());
    }

    @Bean
    Targets targets() {
        return new Targets();
    }

    @Bean
    StoreIndexesHealthIndicator storeIndexesHealthIndicator(ObjectProvider<IndexedDatabase> database) {
        return new StoreIndexesHealthIndicator(database.getIfAvailable());
    }

    @Bean
    CompactedTablesHealthIndicator compactedTablesHealthIndicator(ObjectProvider<CompactedTables> tables) {
        return new CompactedTablesHealthIndicator(tables.getIfAvailable());
    }

    @Bean
    SealedSecretsHealthIndicator sealedSecretsHealthIndicator(ConfigurableListableBeanFactory beans) {
        return new SealedSecretsHealthIndicator(beans);
    }

    @Bean(destroyMethod = "shutdownNow")
    ScheduledExecutorService kitTimer() {
        return Executors.newScheduledThreadPool(
                2, Thread.ofPlatform().daemon().name("kit-timer-", 0).factory());
    }
}
