package io.coinslot.servicekit.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An error ends what met it, and nothing else. */
@Timeout(60)
class ErrorsTest extends Engines {
    private final CountingStore counting = new CountingStore();

    @Test
    void answersTheNextCommandWhenADecisionOverflowsTheStack() throws Exception {
        Aggregates<Counter, String> counters = engine();
        var broken = counters.handle("c", current -> {
            throw new StackOverflowError("nested too deep");
        });
        assertThatThrownBy(() -> broken.toCompletableFuture().get(20, TimeUnit.SECONDS))
                .hasRootCauseInstanceOf(StackOverflowError.class);
        assertThat(answer(counters)).isEqualTo(3);
    }

    @Test
    void answersTheNextCommandWhenTheStoreMissesAClass() throws Exception {
        Aggregates<Counter, String> counters = engine(counting);
        counting.onceLookedUp = () -> {
            throw new NoClassDefFoundError("Missing");
        };
        var broken = counters.handle("c", adding(1));
        assertThatThrownBy(() -> broken.toCompletableFuture().get(20, TimeUnit.SECONDS))
                .hasRootCauseInstanceOf(NoClassDefFoundError.class);
        counting.onceLookedUp = () -> {};
        assertThat(answer(counters)).isEqualTo(3);
    }

    private static int answer(Aggregates<Counter, String> counters) throws Exception {
        return counters.handle("c", adding(3))
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS)
                .result();
    }

    @Test
    void goesOnSweeping() {
        AtomicInteger sweeps = new AtomicInteger();
        counting.onceFound = () -> {
            sweeps.incrementAndGet();
            throw new StackOverflowError("nested too deep");
        };
        engine(counting);
        await().until(() -> sweeps.get() >= 3);
    }

    @Test
    void givesBackWhatTheBreakerLetThrough() {
        Aggregates<Counter, String> counters = engine(new AddLater() {
            @Override
            public Outcome<Counter, String> run(String id, Counter state, Task task) {
                throw new NoClassDefFoundError("Missing");
            }
        });
        CircuitBreaker breaker = targets.breaker("target");
        counters.handleAndWait("c", starting());
        await().until(() -> breaker.getMetrics().getNumberOfFailedCalls() > 0);
    }

    /** No fault of the command or of ours: callers may ask again, and consumers wait. */
    @Test
    void tellsOfAStoreThatIsTooBusyWhenOthersAreAlwaysFaster() {
        Aggregates<Counter, String> counters = engine(counting);
        counters.handleAndWait("c", adding(1));
        for (int time = 0; time < 100; time++) {
            counting.beforeUpdates.add(() -> counting.writeFromElsewhere("c"));
        }
        assertThatThrownBy(() -> counters.handleAndWait("c", adding(1)))
                .isInstanceOf(AggregateStore.StoreUnavailable.class)
                .hasMessageContaining("changed under each of");
        counting.beforeUpdates.clear();
        assertThat(counters.handleAndWait("c", adding(1)).result()).isEqualTo(2);
    }
}
