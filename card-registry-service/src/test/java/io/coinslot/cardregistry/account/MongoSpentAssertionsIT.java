package io.coinslot.cardregistry.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.cardregistry.account.mongo.MongoSpentAssertions;
import io.coinslot.cardregistry.service.Store;
import io.coinslot.houserules.AdvancingClock;
import io.coinslot.servicekit.mongo.IndexedDatabase;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MongoSpentAssertionsIT extends SpentAssertionsContract {
    private static Store store;
    private static ScheduledExecutorService timer;
    private final AdvancingClock clock = AdvancingClock.standingAt("2026-11-22T12:00:00Z");

    @BeforeAll
    static void open() {
        store = new Store();
        timer = Executors.newScheduledThreadPool(1);
    }

    @AfterAll
    static void close() {
        timer.shutdownNow();
        store.close();
    }

    @Override
    SpentAssertions instance() {
        return new MongoSpentAssertions(new IndexedDatabase(store.database()), clock, timer);
    }

    /** Not before: an instance whose clock is behind would take it once more. */
    @Test
    void isForgottenAWhileAfterTheAssertionIsOver() {
        try (Impatient impatient = new Impatient()) {
            SpentAssertions spent = new MongoSpentAssertions(new IndexedDatabase(store.database()), clock, impatient);
            assertThat(spent.spend("a", clock.instant().plusSeconds(300), "reg_1"))
                    .isTrue();
            clock.advance(Duration.ofMinutes(9));
            impatient.tick();
            assertThat(spent.spend("a", clock.instant(), "reg_2")).isFalse();
            clock.advance(Duration.ofMinutes(2));
            impatient.tick();
            assertThat(spent.spend("a", clock.instant().plusSeconds(300), "reg_2"))
                    .isTrue();
        }
    }

    /** Does what is scheduled when it is told to. */
    private static final class Impatient extends ScheduledThreadPoolExecutor {
        private Runnable scheduled;

        Impatient() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> scheduleWithFixedDelay(
                Runnable command, long initialDelay, long delay, TimeUnit unit) {
            scheduled = command;
            return super.scheduleWithFixedDelay(command, initialDelay, delay, unit);
        }

        void tick() {
            scheduled.run();
        }
    }
}
