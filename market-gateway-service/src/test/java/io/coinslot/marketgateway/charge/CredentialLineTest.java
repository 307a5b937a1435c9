package io.coinslot.marketgateway.charge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.coinslot.marketgateway.Orders;
import io.coinslot.servicekit.task.Targets;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/** A card registry that is ill is left alone, and does not hold up those who wait for it. */
class CredentialLineTest {
    private final Targets targets = new Targets();
    private int asked;

    private CredentialFailure failure(CredentialFailure ofRegistry) {
        CardCredentials line = new CredentialLine(
                order -> {
                    asked++;
                    throw ofRegistry;
                },
                targets,
                Duration.ZERO);
        return catchThrowableOfType(
                CredentialFailure.class, () -> line.obtain(Orders.byToken(Orders.STRIPE, "p1", "token-1")));
    }

    @Test
    void isLeftAloneOnceItDoesNotAnswer() {
        for (int call = 0; call < 100; call++) {
            assertThat(failure(CredentialFailure.unanswered("silence", null)).isRefused())
                    .isFalse();
        }
        assertThat(asked).isEqualTo(20);
        assertThat(targets.available(CredentialLine.TARGET)).isFalse();
    }

    @Test
    void isWellIfItSaysNo() {
        for (int call = 0; call < 50; call++) {
            assertThat(failure(CredentialFailure.refused("TOKEN_DELETED", "no")).code())
                    .isEqualTo("TOKEN_DELETED");
            assertThat(failure(CredentialFailure.notNow("503")).isRefused()).isFalse();
        }
        assertThat(asked).isEqualTo(100);
        assertThat(targets.available(CredentialLine.TARGET)).isTrue();
    }

    @Test
    void isAskedByFewerAtOnceThanAMarketHasPlacesFor() {
        Semaphore places = targets.bulkhead(CredentialLine.TARGET, CredentialLine.CONCURRENCY);
        places.acquireUninterruptibly(CredentialLine.CONCURRENCY);
        assertThat(failure(CredentialFailure.refused("TOKEN_DELETED", "no")).isRefused())
                .as("nobody was asked")
                .isFalse();
        assertThat(asked).isZero();
        places.release();
        assertThat(failure(CredentialFailure.refused("TOKEN_DELETED", "no")).isRefused())
                .isTrue();
        assertThat(places.availablePermits()).isEqualTo(1);
    }
}
