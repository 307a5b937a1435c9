package io.coinslot.servicekit.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class VersionWatchTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    private final AtomicReference<@Nullable Stored<String>> store = new AtomicReference<>(version(1));
    private final AtomicInteger reads = new AtomicInteger();
    private Consumer<Integer> whenRead = read -> {};
    private final VersionWatch<String> watch = new VersionWatch<>(id -> {
        Stored<String> found = store.get();
        whenRead.accept(reads.incrementAndGet());
        return found;
    });

    @Test
    void whatThisProcessWritesIsHandedOnWithoutAnotherLookAtTheStore() throws Exception {
        CountDownLatch looked = new CountDownLatch(1);
        whenRead = read -> looked.countDown();
        CompletableFuture<@Nullable Stored<String>> answer =
                CompletableFuture.supplyAsync(() -> watch.read("a", 3, LONG, state -> true));
        looked.await();

        watch.committed(version(2));
        watch.committed(version(3));

        assertThat(answer.get()).isEqualTo(version(3));
        assertThat(reads).hasValue(1);
    }

    @Test
    void whatIsWrittenWhileTheStoreAnswersIsNotMissed() {
        whenRead = read -> watch.committed(version(2));

        assertThat(watch.read("a", 2, LONG, state -> true)).isEqualTo(version(2));
        assertThat(reads).hasValue(1);
    }

    @Test
    void whatAnotherInstanceWritesIsFoundByReadingAgain() {
        whenRead = read -> store.set(version(2));

        assertThat(watch.read("a", 2, LONG, state -> true)).isEqualTo(version(2));
        assertThat(reads).hasValue(2);
    }

    @Test
    void aVersionThatIsThereIsAnsweredAtOnce() {
        store.set(version(5));

        assertThat(watch.read("a", 4, LONG, state -> true)).isEqualTo(version(5));
        assertThat(watch.read("a", 0, Duration.ZERO, state -> true)).isEqualTo(version(5));
        assertThat(reads).hasValue(2);
    }

    @Test
    void whenTheTimeIsOverItIsAnsweredAsItIs() {
        assertThat(watch.read("a", 2, Duration.ofMillis(1), state -> true)).isEqualTo(version(1));
        assertThat(watch.read("a", 2, Duration.ZERO, state -> true)).isEqualTo(version(1));
    }

    @Test
    void nobodyWaitsForWhatHeMayNotSeeOrWhatThereIsNot() {
        assertThat(watch.read("a", 2, LONG, state -> false)).isNull();
        store.set(null);
        assertThat(watch.read("a", 2, LONG, state -> true)).isNull();
        assertThat(reads).hasValue(2);
    }

    private static Stored<String> version(long version) {
        return new Stored<>("a", version, "write-" + version, Instant.EPOCH, "state", 0, List.of(), List.of());
    }
}
