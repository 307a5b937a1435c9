package io.coinslot.servicekit.configuration;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.coinslot.servicekit.mongo.DocumentCodecs;
import io.coinslot.servicekit.mongo.IndexedDatabase;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/**
 * The service's own database. Every wait for it is bounded, and a write counts as made when a majority has it, so that no
 * election loses it, unless the address asks for something else ({@code w}).
 */
@AutoConfiguration(after = KitConfiguration.class)
@ConditionalOnProperty("coinslot.mongodb.uri")
class MongoConfiguration {
    @Bean
    MongoClient mongoClient(CoinslotProperties properties) {
        return MongoClients.create(settings(properties.mongodb().uri()));
    }

    static MongoClientSettings settings(@Nullable String uri) {
        return MongoClientSettings.builder()
                .writeConcern(WriteConcern.MAJORITY)
                // What is looked up because its write was not confirmed must not be what may yet be taken back.
                .readConcern(ReadConcern.MAJORITY)
                .applyConnectionString(new ConnectionString(required(uri, "coinslot.mongodb.uri")))
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(3, TimeUnit.SECONDS))
                .applyToSocketSettings(
                        socket -> socket.connectTimeout(2, TimeUnit.SECONDS).readTimeout(10, TimeUnit.SECONDS))
                // Every write is conditional and repeated by us if need be; the embedded store knows no retryable ones.
                .retryWrites(false)
                .retryReads(true)
                .codecRegistry(DocumentCodecs.registry())
                .build();
    }

    @Bean
    MongoDatabase mongoDatabase(MongoClient client, CoinslotProperties properties) {
        return client.getDatabase(required(properties.mongodb().database(), "coinslot.mongodb.database"));
    }

    @Bean
    IndexedDatabase indexedDatabase(MongoDatabase database) {
        return new IndexedDatabase(database);
    }

    private static String required(@Nullable String value, String name) {
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("set " + name);
        }
        return value;
    }
}
