package io.coinslot.servicekit.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoTimeoutException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRotationTest {
    private static final int OLD = 7;
    /** Above 2147483647: Tink's ids have 32 bits without a sign. */
    private static final int NEW = (int) 4_000_000_000L;

    private final Map<String, byte[]> stored = new LinkedHashMap<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    @TempDir
    private Path directory;

    private Keysets keysets;

    @BeforeEach
    void start() throws GeneralSecurityException {
        keysets = new Keysets(directory);
    }

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void store(Sealer sealer, String name) {
        stored.put(name, sealer.seal(bytes("secret of " + name), name));
    }

    private SealedTally count() {
        SealedTally tally = new SealedTally();
        stored.forEach((name, bytes) -> tally.add(bytes, name));
        return tally;
    }

    private void reseal(Sealer sealer) {
        stored.replaceAll((name, bytes) -> {
            try {
                return sealer.isOutdated(Sealer.keyOf(bytes)) ? sealer.reseal(bytes, name) : bytes;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private SealWatch watch(Sealer sealer) {
        return new SealWatch(sealer, meters, timer, Duration.ofMillis(20));
    }

    private double shown(String key) {
        return meters.get("coinslot.secrets.sealed").tag("key", key).gauge().value();
    }

    @Test
    void processesOfEveryStepOpenWhatThoseOfTheNeighbouringStepsSealed() throws GeneralSecurityException {
        Sealer before = keysets.sealer(OLD, OLD);
        Sealer added = keysets.sealer(OLD, OLD, NEW);
        Sealer promoted = keysets.sealer(NEW, OLD, NEW);
        Sealer removed = keysets.sealer(NEW, NEW);

        for (Sealer[] neighbours : new Sealer[][] {{before, added}, {added, promoted}, {promoted, removed}}) {
            byte[] ofTheLater = neighbours[1].seal(bytes("s"), "c");
            assertThat(neighbours[0].open(ofTheLater, "c")).isEqualTo(bytes("s"));
            if (neighbours[1] != removed) {
                assertThat(neighbours[1].open(neighbours[0].seal(bytes("s"), "c"), "c"))
                        .isEqualTo(bytes("s"));
            }
        }
    }

    @Test
    void saysUnderWhichKeySomethingIsSealed() throws GeneralSecurityException {
        assertThat(Sealer.keyOf(keysets.sealer(NEW, OLD, NEW).seal(bytes("s"), "c")))
                .isEqualTo(new KeyId(NEW))
                .hasToString("4000000000");
        assertThatThrownBy(() -> Sealer.keyOf(bytes("not sealed"))).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void onlyWhatIsOlderThanThePrimaryKeyIsOutdatedSoThatTwoConfigurationsNeverUndoEachOther() {
        Sealer added = keysets.sealer(OLD, OLD, NEW);
        Sealer promoted = keysets.sealer(NEW, OLD, NEW);

        assertThat(promoted.isOutdated(new KeyId(OLD))).isTrue();
        assertThat(promoted.isOutdated(new KeyId(NEW))).isFalse();
        assertThat(added.isOutdated(new KeyId(NEW))).isFalse();
        assertThat(added.isOutdated(new KeyId(99))).isFalse();
    }

    @Test
    void looksAgainWhileTheStoreIsAwayAndIsNotReadyWithoutAKey() {
        store(keysets.sealer(OLD, OLD), "arcade/stripe");
        AtomicBoolean isAway = new AtomicBoolean(true);
        Supplier<SealedTally> count = () -> {
            if (isAway.get()) {
                throw new MongoTimeoutException("nobody there");
            }
            return count();
        };
        SealWatch withoutTheKey = watch(keysets.sealer(NEW, NEW));
        SealWatch withTheKey = watch(keysets.sealer(NEW, OLD, NEW));

        withoutTheKey.over("market credentials", count);
        withTheKey.over("market credentials", count);
        assertThat(withoutTheKey.unseen()).containsExactly("the market credentials have not been looked through yet");
        assertThat(withTheKey.unseen()).hasSize(1);

        isAway.set(false);
        await().until(() -> withTheKey.unseen().isEmpty());
        assertThat(shown(Integer.toString(OLD))).isEqualTo(1);
        await().until(() -> withoutTheKey.unseen().getFirst().contains("Put it back"));

        // Somebody seals them anew under the key that it has.
        reseal(keysets.sealer(NEW, OLD, NEW));
        await().until(() -> withoutTheKey.unseen().isEmpty());
    }

    @Test
    void sealsAnewInTheBackgroundAndShowsHowManyAreLeft() {
        store(keysets.sealer(OLD, OLD), "arcade/stripe");
        store(keysets.sealer(OLD, OLD, NEW), "arcade/one-store");
        Sealer promoted = keysets.sealer(NEW, OLD, NEW);

        watch(promoted).over("secrets", this::count, () -> reseal(promoted));

        Awaitility.await().untilAsserted(() -> {
            assertThat(shown("7")).isZero();
            assertThat(shown("4000000000")).isEqualTo(2);
        });
    }

    @Test
    void doesNotStartWithoutAKeyThatIsStillNeededAndNamesIt() {
        store(keysets.sealer(OLD, OLD), "arcade/stripe");
        SealWatch watch = watch(keysets.sealer(NEW, NEW));

        assertThatThrownBy(() -> watch.over("market credentials", this::count))
                .isInstanceOf(UnusableKeys.class)
                .hasMessageContaining("lacks the key 7 ")
                .hasMessageContaining("1 market credentials are still sealed")
                .hasMessageContaining("arcade/stripe")
                .hasMessageContaining("docs/rotating-keys.md");
    }

    @Test
    void startsWithoutTheOldKeyOnceNothingNeedsIt() {
        store(keysets.sealer(OLD, OLD), "arcade/stripe");
        reseal(keysets.sealer(NEW, OLD, NEW));

        watch(keysets.sealer(NEW, NEW)).over("market credentials", this::count);

        assertThat(shown("4000000000")).isEqualTo(1);
    }

    @Test
    void aFailedRoundIsTriedAgain() {
        store(keysets.sealer(OLD, OLD), "arcade/stripe");
        Sealer promoted = keysets.sealer(NEW, OLD, NEW);
        int[] rounds = {0};

        watch(promoted).over("secrets", this::count, () -> {
            if (rounds[0]++ == 0) {
                throw new IllegalStateException("the store is away");
            }
            reseal(promoted);
        });

        Awaitility.await().untilAsserted(() -> assertThat(shown("7")).isZero());
    }

    @Test
    void neverQuotesWhatIsInAKeyFile() throws Exception {
        Files.writeString(directory.resolve(Sealer.FILE), "{\"key\":\"c2VjcmV0IGtleQ==\"");
        Files.writeString(directory.resolve("client-secrets.key"), "{secret key}");

        assertThatThrownBy(() -> new Sealer(new SecretKeys(directory)))
                .isInstanceOfSatisfying(
                        UnusableKeys.class,
                        failure -> assertThat(printed(failure))
                                .contains("sealing-keyset.json")
                                .doesNotContain("c2VjcmV0"));
        assertThatThrownBy(() -> new SecretKeys(directory).key("client-secrets.key"))
                .isInstanceOfSatisfying(
                        UnusableKeys.class,
                        failure -> assertThat(printed(failure))
                                .contains("client-secrets.key")
                                .doesNotContain("secret key"));
    }

    private static String printed(Throwable failure) {
        return failure + " " + failure.getCause() + Arrays.toString(failure.getSuppressed());
    }
}
