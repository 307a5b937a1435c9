package io.coinslot.marketgateway.configuration;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param passedOverFor how long a market is passed over by those who can choose, after the last try there failed */
@ConfigurationProperties("coinslot.availability")
record AvailabilityProperties(@DefaultValue("30s") Duration passedOverFor) {}
