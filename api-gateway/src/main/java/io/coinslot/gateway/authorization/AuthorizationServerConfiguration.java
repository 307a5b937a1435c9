package io.coinslot.gateway.authorization;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.coinslot.gateway.client.ClientSecrets;
import io.coinslot.gateway.client.Clients;
import io.coinslot.gateway.client.SpentIds;
import io.coinslot.gateway.configuration.GatewaySettings;
import io.coinslot.gateway.configuration.IssuerSettings;
import io.coinslot.gateway.configuration.OwnIssuer;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.authentication.JwtClientAssertionAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.web.SecurityFilterChain;
import tools.jackson.databind.json.JsonMapper;

/** Puts the authorization server together; of its endpoints only those in the route table can be reached. */
@Configuration(proxyBeanMethods = false)
@Conditional(OwnIssuer.class)
class AuthorizationServerConfiguration {
    @Bean
    AuthorizationServerSettings authorizationServerSettings(IssuerSettings issuer) {
        return AuthorizationServerSettings.builder().issuer(issuer.issuer()).build();
    }

    @Bean
    JWKSource<SecurityContext> signingKeySource(JWKSet signingKeys) {
        return new ImmutableJWKSet<>(signingKeys);
    }

    @Bean
    RegisteredClientRepository registeredClients(Clients clients, GatewaySettings settings, Clock clock) {
        return new StoredClients(
                clients,
                new StoredClients.Administrator(settings.adminClientId(), settings.adminSecretGeneration()),
                Duration.ofMinutes(settings.accessTokenMinutes()),
                clock);
    }

    @Bean
    DerivedSecretEncoder derivedSecretEncoder(ClientSecrets secrets) {
        return new DerivedSecretEncoder(secrets);
    }

    @Bean
    OAuth2AuthorizationService unstoredAuthorizations() {
        return new UnstoredAuthorizations();
    }

    @Bean
    AccessTokenClaims accessTokenClaims(JWKSet signingKeys) {
        return new AccessTokenClaims(signingKeys);
    }

    @Bean
    AssertionDecoders assertionDecoders(IssuerSettings issuer, SpentIds spentAssertions, Clock clock) {
        return new AssertionDecoders(issuer.issuer(), spentAssertions, clock);
    }

    @Bean
    SecurityFilterChain authorizationServer(
            HttpSecurity http, IssuerSettings issuer, AssertionDecoders assertions, JsonMapper json) throws Exception {
        TokenRefusal refusal = new TokenRefusal(json);
        http.oauth2AuthorizationServer(server -> {
            http.securityMatcher("/oauth2/**");
            authenticateClients(server, assertions, refusal);
            server.tokenEndpoint(endpoint -> endpoint.accessTokenRequestConverters(converters -> {
                        converters.clear();
                        converters.add(new WholeScope(issuer.issuer()));
                    })
                    .errorResponseHandler(refusal));
        });
        http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated());
        http.exceptionHandling(handling -> handling.authenticationEntryPoint(refusal));
        return withoutBrowserMatters(http).build();
    }

    private static void authenticateClients(
            OAuth2AuthorizationServerConfigurer server, AssertionDecoders assertions, TokenRefusal refusal) {
        server.clientAuthentication(authentication -> authentication
                .authenticationConverters(converters -> converters.addFirst(new OneWayIn()))
                .authenticationProviders(
                        providers -> providers.forEach(provider -> useAssertions(provider, assertions)))
                .errorResponseHandler(refusal));
    }

    private static void useAssertions(AuthenticationProvider provider, AssertionDecoders assertions) {
        if (provider instanceof JwtClientAssertionAuthenticationProvider assertionProvider) {
            assertionProvider.setJwtDecoderFactory(assertions);
        }
    }

    static HttpSecurity withoutBrowserMatters(HttpSecurity http) throws Exception {
        return http.csrf(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .headers(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
    }
}
