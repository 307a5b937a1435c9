package io.coinslot.cardregistry.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.cardregistry.issuer.IssuerFailure;
import io.coinslot.cardregistry.peer.PeerFailure;
import io.coinslot.cardregistry.registration.IssuerSteps;
import io.coinslot.cardregistry.registration.RegistrationState;
import io.coinslot.cardregistry.registration.SelectionMode;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Peers that are away, tell nonsense, or no longer have a card that they offered. */
class FaultyPeerTest {
    @TempDir
    Path folder;

    private Registry registry;

    @BeforeEach
    void open() {
        registry = new Registry(folder);
    }

    @Test
    void failsWhenNoPeerHoldsACard() throws Exception {
        String id = registry.asked(SelectionMode.ALL, "app-1");
        assertThat(registry.get(id).errorCode()).isEqualTo("NO_CARDS");
    }

    @Test
    void failsWhenEveryPeerIsDownForGood() throws Exception {
        PeerFailure down = new PeerFailure(PeerFailure.Kind.UNAVAILABLE, "PEER_UNAVAILABLE");
        registry.peers.searchFailures.put(TestPeers.WALLET, down);
        registry.peers.searchFailures.put(TestPeers.OTHER_WALLET, down);
        String id = registry.asked(SelectionMode.ALL, "app-1");
        assertThat(registry.state(id)).isEqualTo(RegistrationState.PEER_REQUESTED);
        for (int attempt = 0; attempt < 6; attempt++) {
            registry.pass(Duration.ofMinutes(1));
        }
        assertThat(registry.get(id).errorCode()).isEqualTo("PEER_UNAVAILABLE");
    }

    @Test
    void goesOnWithOnePeerWhenAnotherLies() throws Exception {
        registry.peers.with(TestPeers.WALLET, "w1", "1111", null);
        registry.peers.searchFailures.put(
                TestPeers.OTHER_WALLET, new PeerFailure(PeerFailure.Kind.ANSWER_INVALID, "PEER_ANSWER_INVALID"));
        String id = registry.asked(SelectionMode.ALL, "app-1");
        assertThat(registry.state(id)).isEqualTo(RegistrationState.COMPLETED);
        assertThat(registry.events()).contains("PeerGivenUp");
    }

    @Test
    void takesAPeerThatGivesTwoCardsOneNameAtItsFirstWord() throws Exception {
        registry.peers.with(TestPeers.WALLET, "w1", "1111", null).with(TestPeers.WALLET, "w1", "2222", null);
        String id = registry.asked(SelectionMode.ALL, "app-1");
        assertThat(registry.state(id)).isEqualTo(RegistrationState.COMPLETED);
        assertThat(registry.get(id).cards()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CARD_NOT_FOUND", "CARD_REMOVED", "CARD_REPLACED", "CARD_REFERENCE_EXPIRED"})
    void failsTheCardThatIsGoneAtThePeerWhenItIsSubmitted(String code) throws Exception {
        registry.peers.with(TestPeers.WALLET, "w1", "1111", null).with(TestPeers.WALLET, "w2", "2222", null);
        registry.peers.credentialFailures.put("w1", new PeerFailure(PeerFailure.Kind.REFUSED, code));
        String id = registry.asked(SelectionMode.ALL, "app-1");
        assertThat(registry.card(id, "1111").state()).isEqualTo(RegistrationState.FAILED);
        assertThat(registry.card(id, "1111").reasonCode()).isEqualTo(code);
        assertThat(registry.card(id, "2222").state()).isEqualTo(RegistrationState.COMPLETED);
        assertThat(registry.claims.count()).isEqualTo(1);
    }

    @Test
    void refusesACredentialThatIsNoLongerValid() throws Exception {
        registry.peers.with(TestPeers.WALLET, "w1", "1111", null);
        registry.peers.validity = Duration.ofSeconds(-1);
        String id = registry.asked(SelectionMode.ALL, "app-1");
        assertThat(registry.get(id).errorCode()).isEqualTo("CREDENTIAL_EXPIRED");
        assertThat(registry.issuer.tokenized).isEmpty();
    }

    @Test
    void fetchesACredentialAnewThatGrewOldWhileTheFinancialCompanyWasAway() throws Exception {
        registry.peers.with(TestPeers.WALLET, "w1", "1111", null);
        registry.peers.validity = Duration.ofSeconds(30);
        registry.issuer.mishaps.add(TestIssuer.Mishap.NOT_REACHED);
        String id = registry.asked(SelectionMode.ALL, "app-1");
        registry.pass(Duration.ofMinutes(1));
        assertThat(registry.state(id)).isEqualTo(RegistrationState.COMPLETED);
        assertThat(registry.peers.tasks)
                .as("for the same task")
                .hasSize(2)
                .containsOnly(registry.card(id, "1111").taskId());
    }

    @Test
    void isCalledAgainAfterALongWaitForATokenThatAnEarlierRegistrationLeftBehind() throws Exception {
        registry.peers.with(TestPeers.WALLET, "w1", "1111", null);
        registry.issuer.decides(TestIssuer.stepUp("DWSB-old"));
        registry.issuer.noDeletion = new IssuerFailure(IssuerFailure.Kind.REFUSED, "SYSTEM_ERROR", null, null);
        String earlier = registry.asked(SelectionMode.ALL, "app-1");
        registry.registrations.cancel(earlier, Registry.key("cancel"));
        registry.run();
        String id = registry.asked(SelectionMode.ALL, "app-1");
        for (int second = 0; second < 15 * 60; second++) {
            registry.pass(Duration.ofSeconds(1));
        }
        assertThat(registry.state(id)).isEqualTo(RegistrationState.ISSUER_SUBMITTED);
        registry.issuer.noDeletion = null;
        registry.peers.credentialFailures.put("w1", new PeerFailure(PeerFailure.Kind.UNAVAILABLE, "PEER_UNAVAILABLE"));
        for (int second = 0; second < 12 * 60 && registry.peers.callsInVain < 5; second++) {
            registry.pass(Duration.ofSeconds(1));
        }
        assertThat(registry.peers.callsInVain).isEqualTo(5);
        assertThat(registry.state(id))
                .as("it was waited for more often than that")
                .isEqualTo(RegistrationState.ISSUER_SUBMITTED);
        registry.peers.credentialFailures.clear();
        registry.pass(Duration.ofMinutes(2));
        assertThat(registry.state(id)).isEqualTo(RegistrationState.COMPLETED);
    }

    @Test
    void keepsATokenThatIsOnItsWayToTheDeviceThoughThePeerGivesNoCredentialForItAnyMore() throws Exception {
        registry.peers.with(TestPeers.WALLET, "w1", "1111", null);
        String id = registry.recorded(SelectionMode.ALL, "app-1");
        while (registry.state(id) != RegistrationState.PROVISIONING) {
            assertThat(registry.aggregates.runTasks()).isPositive();
        }
        String card = registry.card(id, "1111").cardReferenceId();
        registry.aggregates.handle(id, current -> IssuerSteps.failed(current, card, "CARD_REMOVED"));
        registry.run();
        assertThat(registry.state(id)).isEqualTo(RegistrationState.COMPLETED);
        assertThat(registry.issuer.deleted).isEmpty();
    }
}
