package io.coinslot.gateway.entrance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.servicekit.problem.ProblemException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;

class LimitedBodyTest {
    private static final int MAXIMUM_BYTES = 1_048_576;

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final LongConsumer limit = LimitedBody.limit(MAXIMUM_BYTES, nanos::get);

    private void pass(long seconds) {
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }

    private void assertRefused(long bytes, int status) {
        assertThatThrownBy(() -> limit.accept(bytes))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.problem().type().status()).isEqualTo(status));
    }

    @Test
    void refusesABodyThatIsTooLong() {
        limit.accept(MAXIMUM_BYTES);

        assertRefused(MAXIMUM_BYTES + 1, 413);
    }

    @Test
    void refusesABodyThatComesByteByByte() {
        limit.accept(1);
        pass(10);
        limit.accept(2);
        pass(1);

        assertRefused(3, 408);
    }

    @Test
    void givesALongBodyTheTimeThatItsBytesTake() {
        pass(20);
        limit.accept(10 * 65_536);
        pass(1);

        assertRefused(10 * 65_536 + 1, 408);
    }
}
