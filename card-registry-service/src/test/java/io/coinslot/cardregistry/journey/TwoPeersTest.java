package io.coinslot.cardregistry.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.cardregistry.peer.PeerFailure;
import io.coinslot.cardregistry.registration.Endings;
import io.coinslot.cardregistry.registration.RegistrationState;
import io.coinslot.cardregistry.registration.SelectionMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One card that two peers offer. */
class TwoPeersTest {
    @TempDir
    Path folder;

    private Registry registry;

    @BeforeEach
    void open() {
        registry = new Registry(folder);
        registry.peers
                .with(TestPeers.WALLET, "w1", "bank", "PAR-1", null)
                .with(TestPeers.OTHER_WALLET, "o1", "bank", "PAR-1", null);
    }

    private void takenBack(String id, String peer, String reference) throws Exception {
        registry.registrations.cardsGone(id, peer, Set.of(reference));
        registry.run();
    }

    private String chooses() throws Exception {
        String id = registry.asked(SelectionMode.CHOOSE, "app-1");
        assertThat(registry.get(id).cards()).hasSize(1);
        return id;
    }

    private void isRegistered(String id) throws Exception {
        registry.registrations.select(
                id,
                Registry.key("s"),
                List.of(registry.get(id).cards().getFirst().cardReferenceId()));
        registry.run();
        assertThat(registry.state(id)).isEqualTo(RegistrationState.COMPLETED);
    }

    @Test
    void isHadFromTheOtherIfOneTakesItBack() throws Exception {
        String id = chooses();
        String first = registry.get(id).cards().getFirst().source().peerId();
        takenBack(id, first, first.equals(TestPeers.WALLET) ? "w1" : "o1");
        isRegistered(id);
        assertThat(registry.get(id).cards().getFirst().source().peerId()).isNotEqualTo(first);
    }

    @Test
    void isGoneIfBothTakeItBack() throws Exception {
        String id = chooses();
        takenBack(id, TestPeers.WALLET, "w1");
        takenBack(id, TestPeers.OTHER_WALLET, "o1");
        assertThat(registry.get(id).cards().getFirst().reasonCode()).isEqualTo(Endings.CARD_GONE);
    }

    @ParameterizedTest
    @EnumSource
    void isHadFromTheOtherIfOneGivesNoCredential(PeerFailure.Kind kind) throws Exception {
        String id = chooses();
        String first = registry.get(id).cards().getFirst().source().peerId();
        registry.peers.credentialFailures.put(
                first.equals(TestPeers.WALLET) ? "w1" : "o1", new PeerFailure(kind, "CARD_NOT_FOUND"));
        registry.registrations.select(
                id,
                Registry.key("s"),
                List.of(registry.get(id).cards().getFirst().cardReferenceId()));
        registry.run();
        for (int minute = 0; minute < 20; minute++) {
            registry.pass(Duration.ofMinutes(1));
        }
        assertThat(registry.state(id)).isEqualTo(RegistrationState.COMPLETED);
    }

    @Test
    void goesOnIfItIsTakenBackWhileTheOtherIsStillAwaited() throws Exception {
        PeerFailure silent = new PeerFailure(PeerFailure.Kind.UNAVAILABLE, "PEER_UNAVAILABLE");
        registry.peers.with(TestPeers.WALLET, "w2", "bank", "PAR-1", null);
        registry.peers.searchFailures.put(TestPeers.OTHER_WALLET, silent);
        String id = registry.asked(SelectionMode.CHOOSE, "app-1");
        takenBack(id, TestPeers.WALLET, "w1");
        registry.peers.searchFailures.clear();
        registry.peers.cards.remove(TestPeers.OTHER_WALLET);
        registry.pass(Duration.ofMinutes(1));
        isRegistered(id);
    }
}
