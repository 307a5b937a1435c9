package io.coinslot.cardregistry.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.cardregistry.issuer.TaskOutcome;
import io.coinslot.cardregistry.peer.PeerFailure;
import io.coinslot.cardregistry.registration.RegistrationState;
import io.coinslot.cardregistry.registration.SelectionMode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A device gives up what the financial company is being asked for. */
class GivenUpTest extends StepUp {
    private void giveUp(String id) throws Exception {
        assertThat(registry.registrations.cancel(id, Registry.key("cancel")).refusal())
                .isNull();
        registry.run();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void deletesTheTokenThatTheCompanyMakesAfterwards(boolean isStepUp) throws Exception {
        registry.issuer.decides(new TaskOutcome.Undecided());
        String id = registry.asked(SelectionMode.ALL, "app-1");
        giveUp(id);
        assertThat(registry.state(id))
                .as("what becomes of it is not known")
                .isEqualTo(RegistrationState.ISSUER_SUBMITTED);
        assertThat(registry.registrations.cancel(id, Registry.key("cancel")).replayed())
                .isTrue();

        registry.issuer.decide(
                card(id).taskId(), isStepUp ? TestIssuer.stepUp("DWSB-9") : TestIssuer.approved("DWSB-9"));
        registry.pass(Duration.ofMinutes(5));
        assertThat(registry.state(id)).isEqualTo(RegistrationState.CANCELLED);
        assertThat(registry.issuer.deleted).containsExactly("DWSB-9");
        assertThat(registry.claims.count()).isZero();
        assertThat(registry.tokens.find("DWSB-9").owner()).isNull();
    }

    @Test
    void endsAtOnceWhatTheCompanyHasNotBeenAskedYet() throws Exception {
        registry.peers.credentialFailures.put("w1", new PeerFailure(PeerFailure.Kind.UNAVAILABLE, "PEER_UNAVAILABLE"));
        String id = registry.asked(SelectionMode.ALL, "app-1");
        assertThat(registry.state(id)).isEqualTo(RegistrationState.ISSUER_SUBMITTED);
        giveUp(id);
        assertThat(registry.state(id)).isEqualTo(RegistrationState.CANCELLED);
        assertThat(registry.claims.count()).isZero();
        registry.peers.credentialFailures.clear();
        registry.pass(Duration.ofMinutes(5));
        assertThat(registry.issuer.tokenized).isEmpty();
    }

    @Test
    void asksNoMoreOnceWhatWasSentHasNotArrived() throws Exception {
        registry.issuer.mishaps.add(TestIssuer.Mishap.LOST_REQUEST);
        String id = registry.asked(SelectionMode.ALL, "app-1");
        assertThat(registry.state(id)).isEqualTo(RegistrationState.OUTCOME_UNKNOWN);
        giveUp(id);
        registry.pass(Duration.ofMinutes(1));
        assertThat(registry.state(id)).isEqualTo(RegistrationState.CANCELLED);
        assertThat(registry.issuer.tokenized).hasSize(1);

        registry.arrives(id, "DWSB-9");
        registry.pass(Duration.ofHours(1));
        assertThat(registry.issuer.deleted).containsExactly("DWSB-9");
    }

    @Test
    void isNotSentToACompanyThatWasNotReachedYet() throws Exception {
        registry.issuer.mishaps.add(TestIssuer.Mishap.NOT_REACHED);
        String id = registry.asked(SelectionMode.ALL, "app-1");
        giveUp(id);
        registry.pass(Duration.ofMinutes(1));
        assertThat(registry.state(id)).isEqualTo(RegistrationState.CANCELLED);
        assertThat(registry.issuer.tokenized).isEmpty();
    }
}
