package io.coinslot.billing;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.coinslot.localstack.store.EmbeddedStore;
import io.coinslot.servicekit.aggregate.AggregateFactory;
import io.coinslot.servicekit.event.LocalBroker;
import io.coinslot.servicekit.mongo.DocumentCodecs;
import io.coinslot.servicekit.mongo.IndexedDatabase;
import io.coinslot.servicekit.task.Targets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.ScheduledExecutorService;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/** Billing over an embedded store, with topics in memory and tokens that are base64 of client~service~scope+scope, with ~limit behind or, of a device, ~user~key. */
@TestConfiguration(proxyBeanMethods = false)
class LocalService {
    @Bean
    LocalBroker broker() {
        return new LocalBroker();
    }

    @Bean
    FakeTables tables() {
        return new FakeTables();
    }

    @Bean(destroyMethod = "close")
    AggregateFactory aggregateFactory(
            LocalBroker broker, Targets targets, Clock clock, ScheduledExecutorService timer) {
        return new AggregateFactory("billing-service", broker, broker, targets, clock, timer, Duration.ofSeconds(1));
    }

    @Bean(destroyMethod = "close")
    EmbeddedStore store() {
        return EmbeddedStore.inMemory();
    }

    @Bean
    MongoClient mongoClient(EmbeddedStore store) {
        return MongoClients.create(store.uri());
    }

    @Bean
    MongoDatabase mongoDatabase(MongoClient client) {
        return client.getDatabase("billing").withCodecRegistry(DocumentCodecs.registry());
    }

    @Bean
    IndexedDatabase indexedDatabase(MongoDatabase database) {
        return new IndexedDatabase(database);
    }

    @Bean
    JwtDecoder tokens() {
        return text -> {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("~", -1);
            Jwt.Builder token = Jwt.withTokenValue(text)
                    .header("alg", "none")
                    .subject(parts[0])
                    .claim("scope", parts[2].replace('+', ' '))
                    .expiresAt(Instant.now().plusSeconds(60));
            if (!parts[1].isEmpty()) {
                token.claim("service_id", parts[1]);
            }
            if (parts.length > 4) {
                token.claim("user_id", parts[3])
                        .claim("device_id", "watch-1")
                        .claim("cnf", java.util.Map.of("jkt", parts[4]));
            } else if (parts.length > 3) {
                token.claim(
                        "amount_limits",
                        java.util.List.of(
                                java.util.Map.of("currency", "KRW", limit(parts[3]), parts[3].replace("day", ""))));
            }
            return token.build();
        };
    }

    /** A number alone is the limit per purchase, with day before it per day. */
    private static String limit(String part) {
        return part.startsWith("day") ? "perDay" : "perPurchase";
    }

    static Path keys() {
        try {
            Path directory = Files.createTempDirectory("billing-keys");
            String key = Base64.getEncoder().encodeToString(LocalBilling.KEY);
            Files.writeString(directory.resolve("webhook-secrets.key"), key);
            Files.writeString(directory.resolve("billing-tokens.key"), key);
            Files.writeString(
                    directory.resolve("sealing-keyset.json"),
                    TinkJsonProtoKeysetFormat.serializeKeyset(
                            KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, AeadConfig2026.get()),
                            AeadConfig2026.get(),
                            InsecureSecretKeyAccess.get()));
            return directory;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
