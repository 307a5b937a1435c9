package io.coinslot.servicekit.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VersionWatchTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final AtomicReference<@Nullable Stored<Counter>> kept = new AtomicReference<>(counter(1));
    private final CountDownLatch looks = new CountDownLatch(2);
    private final VersionWatch<Counter> watch = new VersionWatch<>(id -> {
        looks.countDown();
        return kept.get();
    });

    private static Stored<Counter> counter(long version) {
        return new Stored<>("c", version, "w" + version, Instant.EPOCH, Counter.ZERO, version, List.of(), List.of());
    }

    @Test
    void answersAtOnceWhenTheVersionIsThere() {
        assertThat(watch.read("c", 1, LONG)).isEqualTo(counter(1));
    }

    @Test
    void answersAtOnceWhenThereIsNothingToWaitFor() {
        kept.set(null);
        assertThat(watch.read("c", 2, LONG)).isNull();
    }

    @Test
    void tellsHowItIsWhenTheTimeIsOver() {
        assertThat(watch.read("c", 2, Duration.ofMillis(1))).isEqualTo(counter(1));
    }

    @Test
    void answersOnceTheVersionIsReached() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<@Nullable Stored<Counter>> waiting =
                    CompletableFuture.supplyAsync(() -> watch.read("c", 3, LONG), threads);
            looks.await();
            watch.committed(counter(2));
            kept.set(counter(3));
            watch.committed(counter(3));
            assertThat(waiting.get()).isEqualTo(counter(3));
        }
    }
}
