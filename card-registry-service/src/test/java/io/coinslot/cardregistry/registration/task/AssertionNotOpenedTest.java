package io.coinslot.cardregistry.registration.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.cardregistry.journey.InMemorySpent;
import io.coinslot.cardregistry.journey.Registry;
import io.coinslot.cardregistry.journey.TestSealer;
import io.coinslot.cardregistry.registration.Registration;
import io.coinslot.cardregistry.registration.RegistrationState;
import io.coinslot.cardregistry.registration.SelectionMode;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Task;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a registration whose assertion was sealed under a key that is gone. */
class AssertionNotOpenedTest {
    private static final Duration LONGER_THAN_IT_IS_TRIED = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    private Registry registry;

    @BeforeEach
    void open() {
        registry = new Registry(folder);
    }

    /** Has the assertion be one that was sealed for something else, which opens no better than one under another key. */
    private void loseTheKeyOf(String id) {
        String other = new KeptAssertions(TestSealer.in(folder)).seal("another", "header.claims.signature");
        registry.aggregates.handleAndWait(id, known -> Decision.accepted(withAssertion(known, other), List.of(), null));
    }

    private static Registration withAssertion(Registration known, String sealed) {
        return new Registration(
                known.registrationId(),
                known.applicant(),
                known.request(),
                known.requestFingerprint(),
                known.createdAt(),
                known.expiresAt(),
                known.state(),
                sealed,
                known.accountReference(),
                known.peers(),
                known.cards(),
                known.answered(),
                known.errorCode(),
                known.givenUp());
    }

    private void passMinuteByMinute() throws Exception {
        for (int second = 0; second < LONGER_THAN_IT_IS_TRIED.toSeconds(); second += 10) {
            registry.pass(Duration.ofSeconds(10));
        }
    }

    @Test
    void failsByNameLongBeforeTheRegistrationIsOver() throws Exception {
        String id = registry.recorded(SelectionMode.ALL, "app-1");
        loseTheKeyOf(id);
        registry.run();
        passMinuteByMinute();
        assertThat(registry.state(id)).isEqualTo(RegistrationState.FAILED);
        assertThat(registry.get(id).errorCode()).isEqualTo("ASSERTION_NOT_OPENED");
        assertThat(registry.aggregates.tasks(id)).isEmpty();
    }

    @Test
    void failsByNameIfTheKeyIsGoneBeforeThePeersWereAsked() throws Exception {
        String id = registry.recorded(SelectionMode.ALL, "app-1");
        registry.aggregates.runTasks();
        assertThat(registry.state(id)).isEqualTo(RegistrationState.PEER_REQUESTED);
        loseTheKeyOf(id);
        registry.run();
        passMinuteByMinute();
        assertThat(registry.get(id).errorCode()).isEqualTo("ASSERTION_NOT_OPENED");
    }

    @Test
    void doesNotKeepTheTaskFromItsAttempts() {
        String id = registry.recorded(SelectionMode.ALL, "app-1");
        Task task = registry.aggregates.tasks(id).getFirst();
        loseTheKeyOf(id);
        VerifyAccountTask verify = new VerifyAccountTask(
                registry, new InMemorySpent(), new KeptAssertions(TestSealer.in(folder)), registry.peers);
        assertThat(verify.target(registry.get(id), task)).isEqualTo("account-provider:");
        AssertionNotOpened failure = new AssertionNotOpened(id, new GeneralSecurityException());
        assertThat(verify.countsAgainstTarget(failure)).isFalse();
    }
}
