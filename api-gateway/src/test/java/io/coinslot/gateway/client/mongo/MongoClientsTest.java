package io.coinslot.gateway.client.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.coinslot.gateway.client.Clients;
import io.coinslot.gateway.client.ClientsContract;
import io.coinslot.gateway.client.SpentIds;
import io.coinslot.localstack.store.EmbeddedStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MongoClientsTest extends ClientsContract {
    private final EmbeddedStore store = EmbeddedStore.inMemory();

    private MongoClient client;
    private MongoDatabase database;

    @BeforeEach
    void open() {
        client = com.mongodb.client.MongoClients.create(store.uri());
        database = client.getDatabase("gateway");
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        store.close();
    }

    @Override
    protected Clients clients() {
        return new MongoClients(database);
    }

    @Override
    protected SpentIds spentIds() {
        return new MongoSpentIds(database, "spent_assertions", Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void forgetsUsedIdsThatExpired() {
        Instant now = Instant.parse("2026-11-22T08:00:00Z");
        new MongoSpentIds(database, "spent_assertions", Clock.fixed(now, ZoneOffset.UTC))
                .spend("svc-arcade", "a", now.plusSeconds(60));

        new MongoSpentIds(database, "spent_assertions", Clock.fixed(now.plusSeconds(61), ZoneOffset.UTC))
                .spend("svc-arcade", "b", now.plusSeconds(600));

        await().untilAsserted(() -> assertThat(
                        database.getCollection("spent_assertions").countDocuments())
                .isEqualTo(1));
    }
}
