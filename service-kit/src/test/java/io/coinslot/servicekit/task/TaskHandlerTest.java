package io.coinslot.servicekit.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Task;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TaskHandlerTest {
    private static final Duration USUAL = Duration.ofMinutes(10);

    private final TaskHandler<String, String> handler = new TenMinutesApart();

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

    private static final class TenMinutesApart implements TaskHandler<String, String> {
        @Override
        public String kind() {
            return "kind";
        }

        @Override
        public String target(String state, Task task) {
            return "target";
        }

        @Override
        public Outcome<String, String> run(String id, String state, Task task) {
            throw new UnsupportedOperationException("is not run");
        }

        @Override
        public Function<String, Decision<String, String, Void>> abandoned(
                String id, Task task, @Nullable Exception lastFailure) {
            throw new UnsupportedOperationException("is not run");
        }

        @Override
        public Duration backoff(int attempt) {
            return USUAL;
        }
    }
}
