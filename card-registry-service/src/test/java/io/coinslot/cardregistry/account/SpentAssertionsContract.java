package io.coinslot.cardregistry.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every store of spent assertions keeps. */
abstract class SpentAssertionsContract {
    private final String assertion = UUID.randomUUID().toString();
    private final Instant later = Instant.now().plusSeconds(300);

    /** One more instance over the same store. */
    abstract SpentAssertions instance();

    @Test
    void servesForOneRegistrationAlone() {
        SpentAssertions spent = instance();
        assertThat(spent.spend(assertion, later, "reg_1")).isTrue();
        assertThat(spent.spend(assertion, later, "reg_2")).isFalse();
        assertThat(spent.spend(UUID.randomUUID().toString(), later, "reg_2")).isTrue();
    }

    @Test
    void servesTheSameRegistrationAgainWhenItsAttemptIsRepeated() {
        assertThat(instance().spend(assertion, later, "reg_1")).isTrue();
        assertThat(instance().spend(assertion, later, "reg_1")).isTrue();
    }

    @Test
    void letsOneOfManyInstancesWin() throws Exception {
        List<Callable<Boolean>> all = new ArrayList<>();
        for (int number = 0; number < 8; number++) {
            SpentAssertions one = instance();
            String registration = "reg_" + number;
            all.add(() -> one.spend(assertion, later, registration));
        }
        int winners = 0;
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (Future<Boolean> answer : threads.invokeAll(all)) {
                winners += answer.get() ? 1 : 0;
            }
        }
        assertThat(winners).isEqualTo(1);
    }
}
