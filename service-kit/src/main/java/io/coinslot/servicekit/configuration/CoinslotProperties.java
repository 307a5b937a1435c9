package io.coinslot.servicekit.configuration;

import io.coinslot.servicekit.security.ExternalIssuer;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/** Settings every service takes. */
@ConfigurationProperties("coinslot")
record CoinslotProperties(
        @DefaultValue Mongodb mongodb,
        @DefaultValue Security security,
        @DefaultValue Keys keys,
        @DefaultValue Http http) {

    /** @param uri where the store is, and with which password it is used */
    record Mongodb(@Nullable String uri, @Nullable String database) {
        @Override
        public String toString() {
            return "Mongodb[database=" + database + "]";
        }
    }

    record Security(
            @Nullable String issuer,
            @Nullable String jwksUri,
            @DefaultValue("coinslot") String audience,
            @Nullable ExternalIssuer externalIssuer) {}

    /**
     * @param directory the folder with the secret keys
     * @param watchInterval how often secrets under older keys are counted, and sealed anew where that is done here
     */
    record Keys(
            @DefaultValue(".coinslot/keys") Path directory,
            @DefaultValue("1m") Duration watchInterval) {}

    /**
     * What a process takes in at a time.
     *
     * @param requestsInFlight of requests that are answered at once; a body takes one more for each further 64 KiB
     * @param waitsInFlight of requests that ask to wait for something
     * @param longestBody a longer one is refused
     * @param partingTime how long a process that is to end goes on answering, so that callers turn to others
     */
    record Http(
            @DefaultValue("256") int requestsInFlight,
            @DefaultValue("512") int waitsInFlight,
            @DefaultValue("4MB") DataSize longestBody,
            @DefaultValue("0s") Duration partingTime) {}
}
