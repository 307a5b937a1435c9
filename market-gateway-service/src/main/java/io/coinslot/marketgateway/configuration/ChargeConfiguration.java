package io.coinslot.marketgateway.configuration;

import io.coinslot.marketgateway.charge.CardCredentials;
import io.coinslot.marketgateway.charge.CredentialFailure;
import io.coinslot.marketgateway.charge.CredentialLine;
import io.coinslot.marketgateway.charge.http.RegistryCredentials;
import io.coinslot.marketgateway.charge.http.RequestSignature;
import io.coinslot.servicekit.key.SecretKeys;
import io.coinslot.servicekit.task.Targets;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** Charging tokens of registered cards, where a card registry is set up. */
@Configuration
@EnableConfigurationProperties(ChargeProperties.class)
class ChargeConfiguration {
    private static final Duration UNTIL_A_TURN = Duration.ofMillis(500);
    private static final String REGISTRY_URL = "coinslot.charging.registry-url";

    @Bean
    @ConditionalOnProperty(REGISTRY_URL)
    RequestSignature chargeSignature(SecretKeys keys, Clock clock) {
        return RequestSignature.by(keys.text("charges-signing-key.json"), clock);
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnProperty(REGISTRY_URL)
    RegistryCredentials registryCredentials(ChargeProperties properties, RequestSignature signature) {
        return new RegistryCredentials(
                Objects.requireNonNull(properties.registryUrl()),
                properties.registryId(),
                signature,
                properties.longestWait());
    }

    @Bean
    @Primary
    @ConditionalOnProperty(REGISTRY_URL)
    CardCredentials cardCredentials(RegistryCredentials registry, Targets targets) {
        return new CredentialLine(registry, targets, UNTIL_A_TURN);
    }

    @Bean
    @ConditionalOnMissingBean(CardCredentials.class)
    CardCredentials noCardCredentials() {
        return order -> {
            throw CredentialFailure.refused(CredentialFailure.NO_REGISTRY, "No card registry is set up here");
        };
    }
}
