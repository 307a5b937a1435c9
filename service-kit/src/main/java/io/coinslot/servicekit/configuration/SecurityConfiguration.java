package io.coinslot.servicekit.configuration;

import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.problem.ProblemWriter;
import io.coinslot.servicekit.security.CachingJwtDecoder;
import io.coinslot.servicekit.security.Device;
import io.coinslot.servicekit.security.DpopProofs;
import io.coinslot.servicekit.security.OpenPaths;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Every service verifies the token again. What needs none is named by the service as {@link OpenPaths}. */
@AutoConfiguration(
        after = {KitConfiguration.class, WebConfiguration.class},
        beforeName = {
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.servlet.OAuth2ResourceServerAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration"
        })
@ConditionalOnProperty("coinslot.security.jwks-uri")
class SecurityConfiguration {
    @Bean
    @ConditionalOnMissingBean
    JwtDecoder jwtDecoder(
            @Value("${coinslot.security.jwks-uri}") String jwksUri, CoinslotProperties properties, Clock clock) {
        CoinslotProperties.Security security = properties.security();
        if (security.externalIssuer() != null) {
            return security.externalIssuer().decoder(clock);
        }
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(jwksUri)
                .jwsAlgorithm(SignatureAlgorithm.ES256)
                .build();
        List<OAuth2TokenValidator<Jwt>> checks = new ArrayList<>();
        checks.add(new JwtTimestampValidator());
        if (security.issuer() != null) {
            checks.add(new JwtIssuerValidator(security.issuer()));
        }
        checks.add(new JwtClaimValidator<List<String>>(
                JwtClaimNames.AUD, audience -> audience != null && audience.contains(security.audience())));
        checks.add(Device.wholeOrNone());
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(checks));
        return new CachingJwtDecoder(decoder, clock);
    }

    @Bean
    @ConditionalOnMissingBean
    BearerTokenResolver bearerTokenResolver() {
        return new AuthorizationHeaderTokens();
    }

    @Bean
    @ConditionalOnMissingBean
    HttpFirewall headerRules() {
        return HeaderRules.firewall();
    }

    @Bean
    @ConditionalOnMissingBean
    OpenPaths openPaths() {
        return OpenPaths.none();
    }

    /** A span of each of a request's security filters costs more than the filter, and nobody reads it. */
    @Bean
    @ConditionalOnMissingBean
    SecurityObservationSettings noSecurityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    /** Unless a process brings filters of its own. */
    @Configuration
    @ConditionalOnMissingBean(SecurityFilterChain.class)
    static class Filters {
        /** What needs no token is let through without a look. */
        @Bean
        @Order(1)
        SecurityFilterChain openToAll(OpenPaths open) {
            List<RequestMatcher> matchers = new ArrayList<>();
            matchers.add(PathPatternRequestMatcher.pathPattern("/actuator/health/**"));
            matchers.add(PathPatternRequestMatcher.pathPattern("/actuator/prometheus"));
            open.patterns().forEach(pattern -> matchers.add(PathPatternRequestMatcher.pathPattern(pattern)));
            return new DefaultSecurityFilterChain(new OrRequestMatcher(matchers));
        }

        /** Answers go to the gateway, which adds the headers that browsers heed; there are no sessions to manage. */
        @Bean
        @Order(2)
        SecurityFilterChain tokensOnly(
                HttpSecurity http,
                JwtDecoder decoder,
                CoinslotProperties properties,
                Clock clock,
                ProblemWriter problems)
                throws Exception {
            String issuer = properties.security().issuer();
            DpopProofs proofs = issuer == null ? null : new DpopProofs(URI.create(issuer), clock);
            return http.addFilterBefore(
                            new BoundTokenFilter(decoder, proofs, problems), BearerTokenAuthenticationFilter.class)
                    .csrf(AbstractHttpConfigurer::disable)
                    .logout(AbstractHttpConfigurer::disable)
                    .requestCache(AbstractHttpConfigurer::disable)
                    .headers(AbstractHttpConfigurer::disable)
                    .sessionManagement(AbstractHttpConfigurer::disable)
                    .securityContext(context ->
                            context.securityContextRepository(new RequestAttributeSecurityContextRepository()))
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .oauth2ResourceServer(resource -> resource.jwt(jwt -> jwt.decoder(decoder))
                            .authenticationEntryPoint((request, response, failure) -> {
                                response.setHeader("WWW-Authenticate", "Bearer");
                                problems.write(
                                        Problem.of(
                                                GeneralProblem.UNAUTHENTICATED,
                                                "The access token is missing or not valid"),
                                        response);
                            })
                            .accessDeniedHandler((request, response, failure) -> problems.write(
                                    Problem.of(
                                            GeneralProblem.INSUFFICIENT_SCOPE, "The access token does not allow this"),
                                    response)))
                    .build();
        }
    }
}
