package io.coinslot.marketgateway.configuration;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param grace how long a client's own receipt is waited for before the market is asked whom a purchase is for
 * @param sweepInterval how often what markets remember is fetched
 * @param keptFor how long raw notifications are kept
 */
@ConfigurationProperties("coinslot.notifications")
record NotificationProperties(
        @DefaultValue("10s") Duration grace,
        @DefaultValue("5m") Duration sweepInterval,
        @DefaultValue("90d") Duration keptFor,
        @DefaultValue("262144") int largestBodyBytes) {}
