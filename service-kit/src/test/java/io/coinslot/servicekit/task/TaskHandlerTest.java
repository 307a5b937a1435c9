package io.coinslot.servicekit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TaskHandlerTest {
    private static final Duration USUAL = Duration.ofMinutes(10);

    private final TaskHandler<String, String> handler = new NeverRun<>("kind") {
        @Override
        public Duration backoff(int attempt) {
            return USUAL;
        }
    };

    @Test
    void waitsAsLongAsTheTargetAsksAndNoShorterThanUsual() {
        assertThat(handler.waitAsked(Duration.ofHours(2), 1)).isEqualTo(Duration.ofHours(2));
        assertThat(handler.waitAsked(Duration.ofMinutes(7), 1))
                .as("jitter could make the usual wait shorter than that")
                .isEqualTo(USUAL);
        assertThat(handler.waitAsked(Duration.ofSeconds(5), 1))
                .as("the usual wait")
                .isNull();
        assertThat(handler.waitAsked(null, 1)).as("the usual wait").isNull();
    }
}
