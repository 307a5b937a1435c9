package io.coinslot.simulators.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReplayCacheTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:30Z");

    private final ReplayCache cache = new ReplayCache();

    @Test
    void requestIsFirstOnceWithinTenMinutes() {
        assertThat(cache.isFirst("request-1", NOW)).isTrue();
        assertThat(cache.isFirst("request-2", NOW)).isTrue();
        assertThat(cache.isFirst("request-1", NOW)).isFalse();
        assertThat(cache.isFirst("request-1", NOW.plus(Duration.ofMinutes(10)))).isFalse();
    }

    @Test
    void requestIsForgottenAfterwards() {
        cache.isFirst("request-1", NOW);
        assertThat(cache.isFirst("request-1", NOW.plus(Duration.ofMinutes(11)))).isTrue();
        assertThat(cache.isFirst("request-1", NOW.plus(Duration.ofMinutes(11)))).isFalse();
    }
}
