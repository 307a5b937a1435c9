package io.coinslot.marketgateway.configuration;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the markets are found and how long they are waited for.
 *
 * @param readTimeout how long the next byte of an answer is waited for
 * @param answerTimeout how long an exchange may take as a whole; the few that a task makes must fit into its lease of a
 *     minute
 */
@ConfigurationProperties("coinslot.markets")
record MarketProperties(
        @DefaultValue GooglePlay googlePlay,
        @DefaultValue OneStore oneStore,
        @DefaultValue GalaxyStore galaxyStore,
        @DefaultValue Stripe stripe,
        @DefaultValue AppStore appStore,
        @DefaultValue TossPayments tossPayments,
        @DefaultValue("3s") Duration connectTimeout,
        @DefaultValue("10s") Duration readTimeout,
        @DefaultValue("15s") Duration answerTimeout) {

    record GooglePlay(
            @DefaultValue("https://androidpublisher.googleapis.com/")
            URI rootUrl,

            @Nullable URI jwksUri,
            @DefaultValue("https://accounts.google.com") String pushIssuer) {}

    record OneStore(
            @DefaultValue("https://iap-apis.onestore.net") URI commercialUrl,
            @DefaultValue("https://sbpp.onestore.net") URI sandboxUrl) {}

    record GalaxyStore(
            @DefaultValue("https://iap.samsungapps.com") URI receiptRoot,
            @DefaultValue("https://devapi.samsungapps.com") URI apiRoot) {}

    record Stripe(@DefaultValue("https://api.stripe.com") URI apiBase) {}

    /**
     * @param rootCertificates files of the roots that Apple signs under; nothing is believed without
     * @param onlineChecks whether certificates are asked after at their issuer, which needs a way to the Internet
     */
    record AppStore(
            @DefaultValue("https://api.storekit.apple.com") URI productionUrl,

            @DefaultValue("https://api.storekit-sandbox.apple.com")
            URI sandboxUrl,

            @DefaultValue List<Path> rootCertificates,
            @DefaultValue("true") boolean onlineChecks) {}

    record TossPayments(
            @DefaultValue("https://api.tosspayments.com") URI apiBase) {}
}
