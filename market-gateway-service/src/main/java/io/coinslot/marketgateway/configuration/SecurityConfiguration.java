package io.coinslot.marketgateway.configuration;

import io.coinslot.servicekit.security.OpenPaths;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

/** Notifications bring the market's own proof, which may be a bearer token that is none of ours. */
@Configuration
class SecurityConfiguration {
    private static final String NOTIFICATIONS = "/v1/markets/[^/]+/notifications(/[^/]+)?";

    @Bean
    OpenPaths openPaths() {
        return new OpenPaths(List.of(
                "/v1/markets/*/notifications", "/v1/markets/*/notifications/*", "/internal/.well-known/charge-keys"));
    }

    @Bean
    BearerTokenResolver tokensOfOurs() {
        DefaultBearerTokenResolver resolver = new DefaultBearerTokenResolver();
        return request -> request.getRequestURI().matches(NOTIFICATIONS) ? null : resolver.resolve(request);
    }
}
