package io.coinslot.billing.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.coinslot.billing.LocalBilling;
import io.coinslot.billing.catalog.Market;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.localstack.store.EmbeddedStore;
import io.coinslot.servicekit.key.SecretKeys;
import io.coinslot.servicekit.key.UnusableKeys;
import io.coinslot.servicekit.mongo.DocumentCodecs;
import io.coinslot.servicekit.mongo.IndexedDatabase;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether the key by which users were named is there still. */
class NamedUsersTest {
    private static final byte[] OTHER = new byte[32];

    private final LocalBilling billing = new LocalBilling();
    private final EmbeddedStore embedded = EmbeddedStore.inMemory();
    private final MongoClient client = MongoClients.create(embedded.uri());
    private final MongoAggregateStore<Purchase> store = new MongoAggregateStore<>(
            new IndexedDatabase(client.getDatabase("billing").withCodecRegistry(DocumentCodecs.registry())),
            "purchases",
            Purchase.class);

    @TempDir
    private Path directory;

    private NamedUsers users;

    private void given(String name, byte[] key) throws IOException {
        Files.writeString(directory.resolve(name), Base64.getEncoder().encodeToString(key) + "\n");
        users = new NamedUsers(new KeyFiles(new SecretKeys(directory)), store);
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        embedded.close();
    }

    @Test
    void refusesAnotherKeyWhereItsFileIsLost() throws IOException {
        given("billing-tokens.key", OTHER);
        users.names();
        store.insert(List.of(Objects.requireNonNull(
                billing.purchases.find(billing.requested(Market.STRIPE).value()))));
        assertThatThrownBy(users::names)
                .isInstanceOf(UnusableKeys.class)
                .hasMessageContaining("account-names.key")
                .hasMessageContaining("put it back");

        given("billing-tokens.key", LocalBilling.KEY);
        assertThat(users.names()).as("there never was a file").isNotNull();
        given("billing-tokens.key", OTHER);
        given("account-names.key", LocalBilling.KEY);
        assertThat(users.names()).isNotNull();
    }

    @Test
    void refusesTheKeyOfAnotherInstallation() throws IOException {
        given("account-names.key", OTHER);
        assertThat(users.names()).as("nobody was named yet").isNotNull();
        store.insert(List.of(Objects.requireNonNull(
                billing.purchases.find(billing.requested(Market.STRIPE).value()))));
        assertThatThrownBy(users::names)
                .isInstanceOf(UnusableKeys.class)
                .hasMessageContaining("Another key than that in " + directory.resolve("account-names.key"))
                .hasMessageContaining("put it back");
    }
}
