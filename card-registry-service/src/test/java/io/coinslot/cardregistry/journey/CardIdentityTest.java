package io.coinslot.cardregistry.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.cardregistry.registration.CardEntry;
import io.coinslot.cardregistry.registration.RegistrationState;
import io.coinslot.cardregistry.registration.SelectionMode;
import io.coinslot.cardregistry.token.ChangeRequest;
import io.coinslot.cardregistry.token.Suspender;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which cards are one card, and which are not, whoever tells of them. */
class CardIdentityTest {
    @TempDir
    Path folder;

    private Registry registry;

    @BeforeEach
    void open() {
        registry = new Registry(folder);
    }

    private String next() throws Exception {
        return registry.asked(SelectionMode.ALL, "app-1");
    }

    @Test
    void isOneCardIfOnePeerTellsLessOfItThanAnother() throws Exception {
        registry.peers
                .with(TestPeers.WALLET, "w1", "bank", "PAR-1", "FWSB-1")
                .with(TestPeers.OTHER_WALLET, "o1", "bank", null, "FWSB-1");
        String id = next();
        assertThat(registry.get(id).cards()).hasSize(1);
        assertThat(registry.issuer.tokenized).hasSize(1);
    }

    @Test
    void goesByWhatEitherPeerCallsIt() throws Exception {
        registry.peers
                .with(TestPeers.WALLET, "w1", "bank", "PAR-1", null)
                .with(TestPeers.WALLET, "w2", "bank", "PAR-1", "FWSB-1")
                .with(TestPeers.OTHER_WALLET, "o1", "bank", null, "FWSB-1");
        assertThat(registry.get(next()).cards()).hasSize(1);
    }

    @Test
    void isOneCardIfAnotherRegistrationSawItThroughAnotherPeer() throws Exception {
        registry.peers.with(TestPeers.WALLET, "w1", "bank", "PAR-1", "FWSB-1");
        assertThat(registry.state(next())).isEqualTo(RegistrationState.COMPLETED);
        registry.peers.cards.clear();
        registry.peers.with(TestPeers.OTHER_WALLET, "o1", "bank", null, "FWSB-1");
        assertThat(registry.get(next()).errorCode()).isEqualTo("CARD_ALREADY_ON_DEVICE");
    }

    @Test
    void isOneCardIfTheCompanyCallsItAsAnotherPeerDoes() throws Exception {
        registry.issuer.decides(TestIssuer.approved("DWSB-1"));
        registry.peers.with(TestPeers.WALLET, "w1", "bank", "PAR-1", null);
        assertThat(registry.state(next())).isEqualTo(RegistrationState.COMPLETED);
        registry.peers.cards.clear();
        registry.peers.with(TestPeers.OTHER_WALLET, "o1", "bank", null, "FWSB-DWSB-1");
        assertThat(registry.get(next()).errorCode()).isEqualTo("CARD_ALREADY_ON_DEVICE");
        registry.tokens.delete("DWSB-1", Registry.key("d"), new ChangeRequest(Suspender.CARDHOLDER, "OTHER", "", null));
        registry.run();
        assertThat(registry.state(next())).as("free by each name").isEqualTo(RegistrationState.COMPLETED);
    }

    @Test
    void isOneCardIfTheCompanySaysSoThoughThePeersTellNothingOfIt() throws Exception {
        registry.peers.with(TestPeers.OTHER_WALLET, "o1", "bank", null, "FWSB-DWSB-2");
        assertThat(registry.state(next())).isEqualTo(RegistrationState.COMPLETED);
        registry.peers.cards.clear();
        registry.peers.with(TestPeers.WALLET, "w1", "bank", null, null);
        registry.issuer.decides(TestIssuer.approved("DWSB-2"));
        assertThat(registry.get(next()).errorCode()).isEqualTo("CARD_ALREADY_ON_DEVICE");
        assertThat(registry.issuer.deleted).containsExactly("DWSB-2");
    }

    @Test
    void isNotOneCardIfTwoCompaniesCallTheirsAlike() throws Exception {
        registry.peers
                .with(TestPeers.WALLET, "w1", "bank", null, "card-1")
                .with(TestPeers.WALLET, "w2", "rival", null, "card-1");
        assertThat(registry.get(next()).cards())
                .extracting(CardEntry::state)
                .containsExactly(RegistrationState.COMPLETED, RegistrationState.COMPLETED);
    }
}
