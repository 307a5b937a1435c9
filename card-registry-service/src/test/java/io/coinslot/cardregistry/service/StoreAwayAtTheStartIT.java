package io.coinslot.cardregistry.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.cardregistry.CardRegistryApplication;
import io.coinslot.servicekit.aggregate.AggregateFactory;
import io.coinslot.servicekit.event.LocalBroker;
import io.coinslot.servicekit.task.Targets;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A store that nobody answers for when the registry starts (ADR 44). */
class StoreAwayAtTheStartIT {
    @Test
    void theRegistryIsThereAndNotReady() throws Exception {
        try (Socket nobody = new Socket()) {
            nobody.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            try (ConfigurableApplicationContext service = started(nobody.getLocalPort())) {
                assertThat(health(service, "liveness")).isEqualTo(200);
                assertThat(health(service, "readiness")).isEqualTo(503);
            }
        }
    }

    private static ConfigurableApplicationContext started(int storePort) throws Exception {
        List<String> settings = new ArrayList<>(List.of(
                "--server.port=0",
                "--coinslot.kafka.bootstrap-servers=false",
                "--coinslot.mongodb.uri=mongodb://127.0.0.1:" + storePort,
                "--coinslot.mongodb.database=away",
                "--coinslot.security.jwks-uri=http://127.0.0.1:9/jwks"));
        PublishedPartners.register((name, value) -> settings.add("--" + name + "=" + value.get()));
        return new SpringApplication(CardRegistryApplication.class, InMemoryBroker.class)
                .run(settings.toArray(String[]::new));
    }

    private static int health(ConfigurableApplicationContext service, String of) throws Exception {
        String port = service.getEnvironment().getRequiredProperty("local.server.port");
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health/" + of))
                                    .build(),
                            BodyHandlers.ofString())
                    .statusCode();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class InMemoryBroker {
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
    }
}
