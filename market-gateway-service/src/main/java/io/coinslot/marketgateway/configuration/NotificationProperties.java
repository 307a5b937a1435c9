package io.coinslot.marketgateway.configuration;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param grace how long a client's own receipt is waited for before the market is asked whom a purchase is for
 * @param sweepInterval how often what markets remember is fetched
 * @param keptFor how long raw notifications are kept, to the second: two days at least, since a market that sends one again
 *     is known by what is kept; may be changed at any time, and holds for all that is there
 */
@ConfigurationProperties("coinslot.notifications")
record NotificationProperties(
        @DefaultValue("10s") Duration grace,
        @DefaultValue("5m") Duration sweepInterval,
        @DefaultValue("90d") Duration keptFor,
        @DefaultValue("262144") int largestBodyBytes) {
    private static final Duration SHORTEST = Duration.ofDays(2);
    /** The store counts the seconds in 32 bits. */
    private static final Duration LONGEST = Duration.ofSeconds(Integer.MAX_VALUE);

    NotificationProperties {
        if (keptFor.compareTo(SHORTEST) < 0 || keptFor.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("coinslot.notifications.kept-for is " + keptFor + " and has to be from "
                    + SHORTEST.toDays() + " to " + LONGEST.toDays() + " days");
        }
    }
}
