package io.coinslot.marketgateway.configuration;

import io.coinslot.marketgateway.appstore.AppStore;
import io.coinslot.marketgateway.appstore.AppStoreSettings;
import io.coinslot.marketgateway.appstore.RootCertificates;
import io.coinslot.marketgateway.galaxystore.GalaxyStore;
import io.coinslot.marketgateway.galaxystore.GalaxyStoreSettings;
import io.coinslot.marketgateway.googleplay.GooglePlay;
import io.coinslot.marketgateway.googleplay.GooglePlaySettings;
import io.coinslot.marketgateway.market.MarketLinks;
import io.coinslot.marketgateway.market.Markets;
import io.coinslot.marketgateway.market.OfMarket;
import io.coinslot.marketgateway.market.kafka.CatalogMarketLinks;
import io.coinslot.marketgateway.market.transport.MarketConnections;
import io.coinslot.marketgateway.onestore.OneStore;
import io.coinslot.marketgateway.onestore.OneStoreSettings;
import io.coinslot.marketgateway.payment.MarketId;
import io.coinslot.marketgateway.stripe.Stripe;
import io.coinslot.marketgateway.stripe.StripeSettings;
import io.coinslot.marketgateway.tosspayments.TossPayments;
import io.coinslot.marketgateway.tosspayments.TossSettings;
import io.coinslot.schemas.Topics;
import io.coinslot.schemas.catalog.ServiceStateEnvelope;
import io.coinslot.servicekit.key.SealWatch;
import io.coinslot.servicekit.key.Sealer;
import io.coinslot.servicekit.table.CompactedTables;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** The markets and the services' links to them. */
@Configuration
@EnableConfigurationProperties(MarketProperties.class)
class MarketConfiguration {
    private static final URI GOOGLE_KEYS = URI.create("https://www.googleapis.com/oauth2/v3/certs");

    /** Refuses to start if credentials are sealed under a key that is missing. */
    @Bean
    MarketLinks marketLinks(CompactedTables tables, Sealer sealer, SealWatch watch, JsonMapper json) {
        CatalogMarketLinks links =
                new CatalogMarketLinks(tables.follow(Topics.SERVICE_STATES, ServiceStateEnvelope.class), sealer, json);
        watch.over("market credentials", links::count);
        return links;
    }

    @Bean
    MarketConnections marketConnections(MarketProperties properties) {
        return new MarketConnections(properties.connectTimeout(), properties.readTimeout(), properties.answerTimeout());
    }

    @Bean
    Markets markets(MarketProperties properties, MarketConnections connections, Clock clock) {
        List<OfMarket> capabilities = new ArrayList<>();
        capabilities.addAll(
                GooglePlay.capabilities(googlePlay(properties), connections.of(new MarketId("google-play")), clock));
        capabilities.addAll(
                OneStore.capabilities(oneStore(properties), connections.of(new MarketId("one-store")), clock));
        capabilities.addAll(GalaxyStore.capabilities(
                galaxyStore(properties.galaxyStore()), connections.of(new MarketId("galaxy-store")), clock));
        capabilities.addAll(Stripe.capabilities(
                new StripeSettings(properties.stripe().apiBase()), connections.of(new MarketId("stripe")), clock));
        capabilities.addAll(AppStore.capabilities(
                appStore(properties.appStore()), connections.of(new MarketId("app-store")), clock));
        capabilities.addAll(TossPayments.capabilities(
                new TossSettings(properties.tossPayments().apiBase()), connections.of(new MarketId("toss-payments"))));
        return new Markets(capabilities);
    }

    private static OneStoreSettings oneStore(MarketProperties properties) {
        return new OneStoreSettings(
                properties.oneStore().commercialUrl(), properties.oneStore().sandboxUrl());
    }

    private static GalaxyStoreSettings galaxyStore(MarketProperties.GalaxyStore store) {
        return new GalaxyStoreSettings(store.receiptRoot(), store.apiRoot());
    }

    private static GooglePlaySettings googlePlay(MarketProperties properties) {
        MarketProperties.GooglePlay play = properties.googlePlay();
        return new GooglePlaySettings(
                play.rootUrl(), keys(play), play.pushIssuer(), properties.connectTimeout(), properties.readTimeout());
    }

    private static AppStoreSettings appStore(MarketProperties.AppStore store) {
        return new AppStoreSettings(
                store.productionUrl(),
                store.sandboxUrl(),
                RootCertificates.read(store.rootCertificates()),
                store.onlineChecks());
    }

    /** A simulator signs with keys of its own, which it shows below its root. */
    private static URI keys(MarketProperties.GooglePlay play) {
        if (play.jwksUri() != null) {
            return play.jwksUri();
        }
        boolean isGoogle = String.valueOf(play.rootUrl().getHost()).endsWith("googleapis.com");
        return isGoogle
                ? GOOGLE_KEYS
                : URI.create(play.rootUrl() + "/oauth2/v3/certs").normalize();
    }
}
