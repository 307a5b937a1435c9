package io.coinslot.servicekit.configuration;

import io.coinslot.servicekit.key.SealWatch;
import io.coinslot.servicekit.key.Sealer;
import io.coinslot.servicekit.key.SecretKeys;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.ScheduledExecutorService;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/** Sealing, for services that ask for it: others are not given the keyset. */
@AutoConfiguration(after = KitConfiguration.class)
@ConditionalOnClass(name = "com.google.crypto.tink.Aead")
class SealingConfiguration {
    @Bean
    @Lazy
    @ConditionalOnMissingBean
    Sealer sealer(SecretKeys keys) {
        return new Sealer(keys);
    }

    @Bean
    @Lazy
    SealWatch sealWatch(
            Sealer sealer,
            ObjectProvider<MeterRegistry> meters,
            ScheduledExecutorService kitTimer,
            CoinslotProperties properties) {
        return new SealWatch(
                sealer,
                meters.getIfAvailable(SimpleMeterRegistry::new),
                kitTimer,
                properties.keys().watchInterval());
    }
}
