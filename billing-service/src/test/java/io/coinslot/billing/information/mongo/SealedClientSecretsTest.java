package io.coinslot.billing.information.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.coinslot.billing.LocalBilling;
import io.coinslot.billing.catalog.Market;
import io.coinslot.billing.information.Keysets;
import io.coinslot.billing.payment.MarketFact;
import io.coinslot.billing.purchase.Preparation;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseId;
import io.coinslot.localstack.store.EmbeddedStore;
import io.coinslot.servicekit.key.KeyId;
import io.coinslot.servicekit.key.SealWatch;
import io.coinslot.servicekit.key.Sealer;
import io.coinslot.servicekit.key.UnusableKeys;
import io.coinslot.servicekit.mongo.DocumentCodecs;
import io.coinslot.servicekit.mongo.IndexedDatabase;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedClientSecretsTest {
    private static final int OLD = 11;
    private static final int NEW = 22;

    private final LocalBilling billing = new LocalBilling();
    private final EmbeddedStore embedded = EmbeddedStore.inMemory();
    private final MongoClient client = MongoClients.create(embedded.uri());
    private final MongoAggregateStore<Purchase> store = new MongoAggregateStore<>(
            new IndexedDatabase(client.getDatabase("billing").withCodecRegistry(DocumentCodecs.registry())),
            "purchases",
            Purchase.class);
    private final SealedClientSecrets secrets = new SealedClientSecrets(store);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    @TempDir
    Path directory;

    private Sealer old;
    private Sealer renewed;

    @BeforeEach
    void makeKeys() {
        Keysets keysets = new Keysets(directory);
        old = keysets.sealer(OLD, OLD);
        renewed = keysets.sealer(NEW, NEW);
    }

    @AfterEach
    void close() throws IOException {
        timer.shutdownNow();
        client.close();
        embedded.close();
    }

    private PurchaseId prepared(Sealer sealer) {
        PurchaseId id = billing.requested(Market.STRIPE);
        byte[] secret = sealer.seal("pi_secret".getBytes(StandardCharsets.UTF_8), id.value());
        billing.tell(
                id,
                new MarketFact.Prepared(
                        new Preparation("pi_1", Base64.getEncoder().encodeToString(secret), null)));
        return id;
    }

    private void store(PurchaseId id) {
        store.insert(List.of(Objects.requireNonNull(billing.purchases.find(id.value()))));
    }

    @Test
    void countsTheSecretsOfPurchasesThatCanStillBePaidByTheirKey() {
        store(prepared(old));
        store(prepared(renewed));
        store(prepared(renewed));
        store(billing.requested(Market.GOOGLE_PLAY));
        PurchaseId cancelled = prepared(old);
        billing.cancel(cancelled);
        store(cancelled);
        PurchaseId paid = prepared(old);
        billing.tell(paid, billing.captured("KRW 1200"));
        store(paid);

        assertThat(secrets.count().under(new KeyId(OLD))).isEqualTo(1);
        assertThat(secrets.count().under(new KeyId(NEW))).isEqualTo(2);
    }

    @Test
    void doesNotStartWithoutTheKeyOfSomethingThatCanStillBePaid() {
        PurchaseId id = prepared(old);
        store(id);
        SealWatch watch = new SealWatch(renewed, new SimpleMeterRegistry(), timer, Duration.ofMinutes(1));

        assertThatThrownBy(() -> watch.over("client secrets", secrets::count))
                .isInstanceOf(UnusableKeys.class)
                .hasMessageContaining("lacks the key 11 ")
                .hasMessageContaining(id.value());

        billing.cancel(id);
        client.getDatabase("billing").getCollection("purchases").drop();
        store(id);
        watch.over("client secrets", secrets::count);
    }
}
