package io.coinslot.settlement;

import com.mongodb.client.MongoDatabase;
import io.coinslot.houserules.AdvancingClock;
import io.coinslot.servicekit.aggregate.AggregateFactory;
import io.coinslot.servicekit.event.LocalBroker;
import io.coinslot.servicekit.mongo.IndexedDatabase;
import io.coinslot.servicekit.task.Targets;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.ScheduledExecutorService;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * Settlement over an embedded store, with a broker in memory and tokens that are base64 of
 * client.service.scope+scope; without a service they are an administrator's.
 */
@TestConfiguration(proxyBeanMethods = false)
class LocalSettlement {
    @Bean
    LocalBroker broker() {
        return new LocalBroker();
    }

    @Bean
    WokenEvents wokenEvents() {
        return new WokenEvents();
    }

    @Bean
    AdvancingClock clock() {
        return AdvancingClock.running();
    }

    @Bean(destroyMethod = "close")
    AggregateFactory aggregateFactory(
            LocalBroker broker, Targets targets, Clock clock, ScheduledExecutorService timer) {
        return new AggregateFactory("settlement-service", broker, broker, targets, clock, timer, Duration.ofSeconds(1));
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

    @Bean
    JwtDecoder tokens() {
        return text -> {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\\.", -1);
            return Jwt.withTokenValue(text)
                    .header("alg", "none")
                    .subject(parts[0])
                    .claims(claims ->
                            claims.computeIfAbsent("service_id", same -> parts[1].isEmpty() ? null : parts[1]))
                    .claim("scope", parts[2].replace('+', ' '))
                    .expiresAt(Instant.now().plusSeconds(60))
                    .build();
        };
    }
}
