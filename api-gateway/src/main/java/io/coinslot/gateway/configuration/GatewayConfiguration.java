package io.coinslot.gateway.configuration;

import com.mongodb.client.MongoDatabase;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import io.coinslot.gateway.client.ClientSecrets;
import io.coinslot.gateway.client.Clients;
import io.coinslot.gateway.client.SpentIds;
import io.coinslot.gateway.client.mongo.MongoClients;
import io.coinslot.gateway.client.mongo.MongoSpentIds;
import io.coinslot.gateway.device.DeviceSessions;
import io.coinslot.gateway.device.mongo.MongoDeviceSessions;
import io.coinslot.gateway.entrance.BoundRequests;
import io.coinslot.gateway.entrance.EndedTokens;
import io.coinslot.gateway.entrance.EntranceFilter;
import io.coinslot.gateway.entrance.Gatekeeper;
import io.coinslot.gateway.entrance.OpenRequests;
import io.coinslot.gateway.entrance.PresentedTokens;
import io.coinslot.gateway.entrance.RequestTimes;
import io.coinslot.gateway.entrance.ResponseHeaders;
import io.coinslot.gateway.limit.ClientLimits;
import io.coinslot.gateway.limit.OpenCounts;
import io.coinslot.gateway.limit.RateLimits;
import io.coinslot.gateway.proxy.ServiceClient;
import io.coinslot.gateway.proxy.ServiceProxy;
import io.coinslot.gateway.token.AccessToken;
import io.coinslot.gateway.token.AccessTokens;
import io.coinslot.gateway.token.SigningKeys;
import io.coinslot.servicekit.key.SecretKeys;
import io.coinslot.servicekit.problem.ProblemWriter;
import io.coinslot.servicekit.security.CachingJwtDecoder;
import io.coinslot.servicekit.security.Device;
import io.coinslot.servicekit.security.DpopProofs;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Puts keys, clients and the entrance together. */
@Configuration(proxyBeanMethods = false)
class GatewayConfiguration {
    /** The kit binds the trace first, at the highest precedence. */
    private static final int AFTER_THE_TRACE = Ordered.HIGHEST_PRECEDENCE + 1;

    /** The kit bounds the requests in flight at the highest precedence + 10. */
    private static final int AFTER_THE_BOUND = Ordered.HIGHEST_PRECEDENCE + 20;

    @Bean
    @Conditional(OwnIssuer.class)
    JWKSet signingKeys(SecretKeys keys) {
        return SigningKeys.read(keys);
    }

    @Bean
    ClientSecrets clientSecrets(SecretKeys keys) {
        return new ClientSecrets(keys.key("client-secrets.key"));
    }

    @Bean
    Clients clients(MongoDatabase database) {
        return new MongoClients(database);
    }

    @Bean
    SpentIds spentAssertions(MongoDatabase database, Clock clock) {
        return new MongoSpentIds(database, "spent_assertions", clock);
    }

    @Bean
    SpentIds spentProofs(MongoDatabase database, Clock clock) {
        return new MongoSpentIds(database, "spent_proofs", clock);
    }

    @Bean
    DeviceSessions deviceSessions(MongoDatabase database, Clock clock) {
        return new MongoDeviceSessions(database, clock);
    }

    @Bean
    RateLimits rateLimits() {
        return new RateLimits();
    }

    @Bean
    PresentedTokens presentedTokens(JwtDecoder accessTokenDecoder, IssuerSettings issuer, Clock clock) {
        return new PresentedTokens(
                new AccessTokens(accessTokenDecoder), new DpopProofs(URI.create(issuer.issuer()), clock));
    }

    @Bean
    BoundRequests boundRequests(SpentIds spentProofs, DeviceSessions sessions, IssuerSettings issuer) {
        return new BoundRequests(spentProofs, issuer.externalIssuer() == null ? sessions : null);
    }

    @Bean
    JwtDecoder accessTokenDecoder(ObjectProvider<JWKSet> signingKeys, IssuerSettings issuer, Clock clock) {
        if (issuer.externalIssuer() != null) {
            return issuer.externalIssuer().decoder(clock);
        }
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSource(new ImmutableJWKSet<>(signingKeys.getObject()))
                .jwsAlgorithm(SignatureAlgorithm.ES256)
                .build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                JwtValidators.createDefaultWithIssuer(issuer.issuer()),
                new JwtClaimValidator<List<String>>(
                        JwtClaimNames.AUD, audience -> audience != null && audience.contains(AccessToken.AUDIENCE)),
                Device.wholeOrNone()));
        return new CachingJwtDecoder(decoder, clock);
    }

    @Bean
    ServiceProxy serviceProxy(GatewaySettings settings, RouteSettings routes) {
        return new ServiceProxy(new ServiceClient(settings.upstream()), routes, settings);
    }

    @Bean
    ClientLimits clientLimits(Clients clients, GatewaySettings settings) {
        return new ClientLimits(clients, settings.limits().ofClients());
    }

    @Bean
    FilterRegistrationBean<ResponseHeaders> responseHeaders() {
        var registration = new FilterRegistrationBean<>(new ResponseHeaders());
        registration.setOrder(AFTER_THE_TRACE);
        return registration;
    }

    @Bean
    EndedTokens endedTokens(Clients clients, ClientLimits clientLimits, IssuerSettings issuer) {
        return new EndedTokens(issuer.externalIssuer() == null ? clients : null, clientLimits);
    }

    @Bean
    Gatekeeper gatekeeper(
            PresentedTokens tokens,
            EndedTokens ended,
            BoundRequests boundRequests,
            RateLimits rateLimits,
            ClientLimits clientLimits,
            GatewaySettings settings) {
        return new Gatekeeper(tokens, ended, boundRequests, rateLimits, clientLimits, settings.limits());
    }

    @Bean
    OpenRequests openRequests(GatewaySettings settings) {
        return new OpenRequests(new OpenCounts(), settings);
    }

    @Bean
    FilterRegistrationBean<EntranceFilter> entrance(
            Gatekeeper gatekeeper,
            OpenRequests openRequests,
            ServiceProxy proxy,
            ProblemWriter problems,
            MeterRegistry meters) {
        var registration = new FilterRegistrationBean<>(
                new EntranceFilter(gatekeeper, openRequests, proxy, problems, new RequestTimes(meters)));
        registration.setOrder(AFTER_THE_BOUND);
        return registration;
    }
}
