package io.coinslot.servicekit.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.coinslot.localstack.store.EmbeddedStore;
import io.coinslot.servicekit.aggregate.Counter;
import io.coinslot.servicekit.key.Keysets;
import io.coinslot.servicekit.key.SealWatch;
import io.coinslot.servicekit.key.SealedTally;
import io.coinslot.servicekit.key.Sealer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** A store that does not answer when a service starts. */
class StoreAwayAtTheStartIT {
    private final EmbeddedStore server = EmbeddedStore.inMemory();
    private final HttpClient http = HttpClient.newHttpClient();
    private StoreLine line;
    private ConfigurableApplicationContext service;

    @BeforeEach
    void start() throws IOException {
        line = new StoreLine(server.uri());
        line.fallSilent();
        service = SpringApplication.run(
                Service.class,
                "--server.port=0",
                "--coinslot.mongodb.uri=" + line.uri(),
                "--coinslot.mongodb.database=late",
                "--coinslot.security.jwks-uri=http://127.0.0.1:9/jwks");
    }

    @AfterEach
    void stop() throws IOException {
        service.close();
        http.close();
        line.close();
        server.close();
    }

    private HttpResponse<String> health(String of) throws Exception {
        String port = service.getEnvironment().getRequiredProperty("local.server.port");
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health/" + of))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aServiceIsThereButNotReadyUntilTheStoreHasMadeItsIndexes() throws Exception {
        HttpResponse<String> notYet = health("readiness");
        assertThat(notYet.statusCode()).isEqualTo(503);
        assertThat(notYet.body()).contains("storeIndexes", "waitingFor", "counters {\\\"outbox.sequence\\\": 1}");
        assertThat(notYet.body()).contains("sealedSecrets", "the counters have not been looked through yet");
        assertThat(health("liveness").statusCode()).isEqualTo(200);

        line.speakAgain();

        await().atMost(Duration.ofMinutes(1)).until(() -> health("readiness").statusCode() == 200);
        try (MongoClient client = MongoClients.create(server.uri())) {
            assertThat(client.getDatabase("late").getCollection("counters").listIndexes())
                    .extracting(index -> index.get("key"))
                    .contains(new Document("outbox.sequence", 1), new Document("tasks.visibleAt", 1));
        }
    }

    @EnableAutoConfiguration
    static class Service {
        @Bean
        MongoAggregateStore<Counter> counters(IndexedDatabase database) {
            return new MongoAggregateStore<>(database, "counters", Counter.class);
        }

        @Bean
        Sealer sealer() throws Exception {
            return new Keysets(Files.createTempDirectory("keys")).sealer(7, 7);
        }

        /** Reads the store while beans are made. */
        @Bean
        SealedTally sealed(SealWatch watch, MongoDatabase database) {
            SealedTally none = new SealedTally();
            watch.over("counters", () -> {
                database.getCollection("counters").find().first();
                return none;
            });
            return none;
        }
    }
}
