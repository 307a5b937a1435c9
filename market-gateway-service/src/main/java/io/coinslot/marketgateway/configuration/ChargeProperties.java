package io.coinslot.marketgateway.configuration;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How tokens of registered cards are charged.
 *
 * @param registryUrl base address of the card registry; without it no token is charged
 * @param registryId the registry's name, which requests to it are signed for
 * @param longestWait for the registry, which waits for the financial company meanwhile; below eight seconds, from which on
 *     the market's circuit breaker takes an attempt for slow, whatever it waited for
 */
@ConfigurationProperties("coinslot.charging")
record ChargeProperties(
        @Nullable URI registryUrl,
        @DefaultValue("coinslot") String registryId,
        @DefaultValue("6s") Duration longestWait) {}
