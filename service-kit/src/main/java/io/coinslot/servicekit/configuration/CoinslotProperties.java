package io.coinslot.servicekit.configuration;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Settings every service takes. */
@ConfigurationProperties("coinslot")
record CoinslotProperties(
        @DefaultValue Mongodb mongodb,
        @DefaultValue Security security,
        @DefaultValue Keys keys) {

    record Mongodb(@Nullable String uri, @Nullable String database) {}

    record Security(
            @Nullable String issuer,
            @Nullable String jwksUri,
            @DefaultValue("coinslot") String audience) {}

    record Keys(@DefaultValue(".coinslot/keys") Path directory) {}
}
