package io.coinslot.catalog.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.coinslot.localstack.store.EmbeddedStore;
import io.coinslot.schemas.catalog.ServiceState;
import io.coinslot.schemas.catalog.ServiceStateEnvelope;
import io.coinslot.servicekit.aggregate.AggregateFactory;
import io.coinslot.servicekit.aggregate.VersionWatch;
import io.coinslot.servicekit.event.LocalBroker;
import io.coinslot.servicekit.http.AwaitedVersion;
import io.coinslot.servicekit.key.KeyId;
import io.coinslot.servicekit.key.SealWatch;
import io.coinslot.servicekit.key.Sealer;
import io.coinslot.servicekit.key.SecretKeys;
import io.coinslot.servicekit.key.UnusableKeys;
import io.coinslot.servicekit.mongo.DocumentCodecs;
import io.coinslot.servicekit.mongo.IndexedDatabase;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import io.coinslot.servicekit.task.Targets;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes with the keysets of each step of a rotation, over one store and one topic. */
class ResealingTest {
    private static final AwaitedVersion AT_ONCE = new AwaitedVersion(0, Duration.ZERO);
    private static final KeyId OLD = new KeyId(11);
    private static final KeyId NEW = new KeyId(22);
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final String CREDENTIALS = "{\"secretKey\":\"sk_test_canary\"}";

    private final EmbeddedStore store = EmbeddedStore.inMemory();
    private final MongoClient client = MongoClients.create(store.uri());
    private final MongoDatabase database = client.getDatabase("catalog").withCodecRegistry(DocumentCodecs.registry());
    private final LocalBroker broker = new LocalBroker();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
    private final List<AggregateFactory> factories = new ArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @TempDir
    private Path directory;

    private KeysetHandle keys;
    private Sealer before;
    private Sealer added;
    private Sealer promoted;
    private Sealer removed;

    /** One process of the catalog. */
    private record Instance(Services services, MongoAggregateStore<RegisteredService> stored, Sealer sealer) {
        Resealing resealing() {
            return new Resealing(new MongoRegisteredServices(stored), services, sealer);
        }

        void register(String id) {
            ServiceId service = new ServiceId(id);
            services.register(RegisteredService.created(service, "A", "KRW", null, NOW));
            put(id, CREDENTIALS);
        }

        void put(String id, String credentials) {
            byte[] sealed = sealer.seal(credentials.getBytes(StandardCharsets.UTF_8), id + "/stripe");
            services.change(
                    id,
                    null,
                    known -> known.linked(
                            new MarketLink(
                                    "stripe",
                                    true,
                                    Map.of(),
                                    Base64.getEncoder().encodeToString(sealed)),
                            NOW));
        }
    }

    @BeforeEach
    void makeKeys() throws Exception {
        AeadConfig.register();
        keys = KeysetHandle.newBuilder()
                .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                        .withFixedId(OLD.value())
                        .makePrimary())
                .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                        .withFixedId(NEW.value()))
                .build();
        before = sealer(0, 0);
        added = sealer(0, 0, 1);
        promoted = sealer(1, 0, 1);
        removed = sealer(1, 1);
    }

    @AfterEach
    void close() throws IOException {
        factories.forEach(AggregateFactory::close);
        timer.shutdownNow();
        client.close();
        store.close();
    }

    private Sealer sealer(int primary, int... positions) throws Exception {
        KeysetHandle.Builder keyset = KeysetHandle.newBuilder();
        for (int position : positions) {
            KeysetHandle.Builder.Entry entry = KeysetHandle.importKey(
                            keys.getAt(position).getKey())
                    .withFixedId(keys.getAt(position).getId());
            keyset.addEntry(position == primary ? entry.makePrimary() : entry);
        }
        Files.writeString(
                directory.resolve(Sealer.FILE),
                TinkJsonProtoKeysetFormat.serializeKeyset(
                        keyset.build(), AeadConfig2026.get(), InsecureSecretKeyAccess.get()));
        return new Sealer(new SecretKeys(directory));
    }

    private Instance instance(Sealer sealer) {
        AggregateFactory factory = new AggregateFactory(
                "catalog-service", broker, broker, new Targets(), Clock.systemUTC(), timer, Duration.ofSeconds(5));
        factories.add(factory);
        MongoAggregateStore<RegisteredService> stored =
                new MongoAggregateStore<>(new IndexedDatabase(database), "services", RegisteredService.class);
        Services services = new Services(
                factory.aggregates("services", stored, new ServiceStates(), List.of()),
                new VersionWatch<>(id -> stored.load(List.of(id)).get(id)));
        return new Instance(services, stored, sealer);
    }

    private SealWatch watch(Sealer sealer) {
        return new SealWatch(sealer, meters, timer, Duration.ofMillis(50));
    }

    private static KeyId keyOfDocument(Instance instance, String id) throws Exception {
        String sealed = instance.services()
                .find(id, AT_ONCE)
                .link("stripe")
                .orElseThrow()
                .sealedCredentials();
        return Sealer.keyOf(Base64.getDecoder().decode(sealed));
    }

    private byte[] newestOnTopic(String id) {
        ServiceState state = (ServiceState) broker.published(
                        ServiceStateEnvelope.class,
                        envelope -> envelope.getServiceId().equals(id))
                .getLast()
                .getEvent();
        ByteBuffer sealed = state.getMarkets().getFirst().getSealedCredentials();
        byte[] bytes = new byte[sealed.remaining()];
        sealed.duplicate().get(bytes);
        return bytes;
    }

    private static String opened(Sealer sealer, byte[] sealed, String context) throws Exception {
        return new String(sealer.open(sealed, context), StandardCharsets.UTF_8);
    }

    @Test
    void sealsDocumentsAndTheTopicAnewAndChangesNothingElse() throws Exception {
        instance(before).register("arcade");
        Instance later = instance(promoted);
        RegisteredService was = later.services().find("arcade", AT_ONCE);

        later.resealing().resealOutdated();

        assertThat(keyOfDocument(later, "arcade")).isEqualTo(NEW);
        assertThat(Sealer.keyOf(newestOnTopic("arcade"))).isEqualTo(NEW);
        assertThat(opened(removed, newestOnTopic("arcade"), "arcade/stripe")).isEqualTo(CREDENTIALS);
        RegisteredService is = later.services().find("arcade", AT_ONCE);
        assertThat(is.version()).isEqualTo(was.version());
        assertThat(is.updatedAt()).isEqualTo(was.updatedAt());
        assertThat(later.resealing().count().outdated(promoted)).isZero();
    }

    @Test
    void processesOfTwoStepsSideBySideEndUnderTheNewKey() throws Exception {
        Instance older = instance(added);
        Instance newer = instance(promoted);
        older.register("arcade");
        newer.register("chess");

        newer.resealing().resealOutdated();
        older.resealing().resealOutdated();
        older.put("arcade", CREDENTIALS.replace("canary", "late"));
        newer.resealing().resealOutdated();

        assertThat(keyOfDocument(newer, "arcade")).isEqualTo(NEW);
        assertThat(keyOfDocument(newer, "chess")).isEqualTo(NEW);
        assertThat(opened(added, newestOnTopic("arcade"), "arcade/stripe")).contains("late");
    }

    @Test
    void credentialsThatAreReplacedMeanwhileAreNotUndone() throws Exception {
        Instance instance = instance(added);
        instance.register("arcade");
        MarketLink seen =
                instance.services().find("arcade", AT_ONCE).link("stripe").orElseThrow();
        instance(promoted).put("arcade", CREDENTIALS.replace("canary", "replaced"));

        instance.services().reseal(new ServiceId("arcade"), seen, "AAAA");

        assertThat(opened(promoted, newestOnTopic("arcade"), "arcade/stripe")).contains("replaced");
    }

    @Test
    void whatAProcessLeftWhenItDiedIsDoneByTheNext() throws Exception {
        Instance first = instance(before);
        first.register("arcade");
        first.register("chess");
        Instance dying = instance(promoted);
        Resealing half = new Resealing(
                () -> new MongoRegisteredServices(dying.stored()).all().limit(1), dying.services(), promoted);
        half.resealOutdated();
        Instance next = instance(promoted);
        assertThat(next.resealing().count().under(OLD)).isEqualTo(1);

        watch(promoted).over("market credentials", next.resealing()::count, next.resealing()::resealOutdated);

        Awaitility.await()
                .until(() -> meters.get("coinslot.secrets.sealed")
                                .tag("key", OLD.toString())
                                .tag("kind", "market credentials")
                                .gauge()
                                .value()
                        == 0);
        assertThat(keyOfDocument(next, "arcade")).isEqualTo(NEW);
        assertThat(keyOfDocument(next, "chess")).isEqualTo(NEW);
    }

    @Test
    void theOldKeyCanGoOnlyWhenNothingIsSealedUnderItAnyMore() {
        instance(before).register("arcade");
        Resealing withoutOld = instance(removed).resealing();

        assertThatThrownBy(() -> watch(removed).over("market credentials", withoutOld::count))
                .isInstanceOf(UnusableKeys.class)
                .hasMessageContaining("lacks the key 11 ")
                .hasMessageContaining("arcade/stripe")
                .message()
                .doesNotContain("canary");
        instance(promoted).resealing().resealOutdated();
        watch(removed).over("market credentials", withoutOld::count);
    }

    @Test
    void oneServiceThatCannotBeSealedAnewHoldsNobodyUp() throws Exception {
        Instance instance = instance(before);
        instance.register("arcade");
        byte[] foreign = before.seal(CREDENTIALS.getBytes(StandardCharsets.UTF_8), "somebody/else");
        instance.services()
                .change(
                        "arcade",
                        null,
                        known -> known.linked(
                                new MarketLink(
                                        "stripe",
                                        true,
                                        Map.of(),
                                        Base64.getEncoder().encodeToString(foreign)),
                                NOW));
        instance.register("chess");

        instance(promoted).resealing().resealOutdated();

        assertThat(keyOfDocument(instance, "arcade")).isEqualTo(OLD);
        assertThat(keyOfDocument(instance, "chess")).isEqualTo(NEW);
    }
}
