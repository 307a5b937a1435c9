package io.coinslot.marketgateway.configuration;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Where the markets are found and how long they are waited for. */
@ConfigurationProperties("coinslot.markets")
record MarketProperties(
        @DefaultValue GooglePlay googlePlay,
        @DefaultValue Stripe stripe,
        @DefaultValue("3s") Duration connectTimeout,
        @DefaultValue("10s") Duration readTimeout) {

    record GooglePlay(
            @DefaultValue("https://androidpublisher.googleapis.com/")
            URI rootUrl,

            @Nullable URI jwksUri,
            @DefaultValue("https://accounts.google.com") String pushIssuer) {}

    record Stripe(@DefaultValue("https://api.stripe.com") URI apiBase) {}
}
