package io.coinslot.gateway.authorization;

import io.coinslot.gateway.configuration.IssuerSettings;
import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.problem.ProblemWriter;
import io.coinslot.servicekit.security.ExternalIssuer;
import java.util.Objects;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** In place of the authorization server, where tokens come from another issuer: says so. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(IssuerSettings.EXTERNAL)
class ExternalIssuerConfiguration {
    @Bean
    SecurityFilterChain noAuthorizationServer(HttpSecurity http, ProblemWriter problems, IssuerSettings settings)
            throws Exception {
        ExternalIssuer external = Objects.requireNonNull(settings.externalIssuer(), IssuerSettings.EXTERNAL);
        Problem refusal = Problem.of(GeneralProblem.NOT_FOUND, "Access tokens are issued by " + external.issuer());
        http.securityMatcher("/oauth2/**");
        http.authorizeHttpRequests(requests -> requests.anyRequest().denyAll());
        http.exceptionHandling(handling ->
                handling.accessDeniedHandler((request, response, failure) -> problems.write(refusal, response)));
        return AuthorizationServerConfiguration.withoutBrowserMatters(http).build();
    }
}
