package io.coinslot.cardregistry.service;

import com.mongodb.client.MongoDatabase;
import io.coinslot.servicekit.aggregate.AggregateFactory;
import io.coinslot.servicekit.event.LocalBroker;
import io.coinslot.servicekit.mongo.IndexedDatabase;
import io.coinslot.servicekit.task.Targets;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/** The registry over an embedded store, with a broker in memory and tokens that are their claims in base64. */
@TestConfiguration(proxyBeanMethods = false)
class LocalRegistry {
    @Bean
    LocalBroker broker() {
        return new LocalBroker();
    }

    @Bean(destroyMethod = "close")
    AggregateFactory aggregateFactory(
            LocalBroker broker, Targets targets, Clock clock, ScheduledExecutorService timer) {
        return new AggregateFactory(
                "card-registry-service", broker, broker, targets, clock, timer, Duration.ofMillis(200));
    }

    @Bean
    Store store() {
        return new Store();
    }

    @Bean
    MongoDatabase mongoDatabase(Store store) {
        return store.database();
    }

    @Bean
    IndexedDatabase indexedDatabase(MongoDatabase database) {
        return new IndexedDatabase(database);
    }

    /** Takes bound tokens without a proof: how proofs are verified is the kit's affair, and tested there. */
    @Bean
    SecurityFilterChain accessTokens(HttpSecurity http) throws Exception {
        return http.csrf(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .addFilterBefore(new AccessTokens(), AnonymousAuthenticationFilter.class)
                .build();
    }

    private static final class AccessTokens extends OncePerRequestFilter {
        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            String authorization = request.getHeader("Authorization");
            if (authorization != null) {
                String text = authorization.substring("Bearer ".length());
                SecurityContextHolder.getContext().setAuthentication(new JwtAuthenticationToken(jwt(text), List.of()));
            }
            chain.doFilter(request, response);
        }

        @SuppressWarnings("unchecked")
        private static Jwt jwt(String text) {
            Map<String, Object> claims =
                    JsonMapper.shared().readValue(Base64.getUrlDecoder().decode(text), Map.class);
            return Jwt.withTokenValue(text)
                    .header("alg", "none")
                    .claims(all -> all.putAll(claims))
                    .build();
        }
    }
}
