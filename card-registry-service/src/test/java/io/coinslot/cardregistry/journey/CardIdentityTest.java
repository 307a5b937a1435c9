package io.coinslot.cardregistry.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.cardregistry.claim.ClaimKey;
import io.coinslot.cardregistry.registration.CardEntry;
import io.coinslot.cardregistry.registration.RegistrationState;
import io.coinslot.cardregistry.registration.SelectionMode;
import io.coinslot.cardregistry.token.ChangeRequest;
import io.coinslot.cardregistry.token.Suspender;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** Has a registration hold its card as it would since before references of numbers were told apart by company. */
    private void claimedBefore(String id, String company, String number) {
        String holder = id + "/" + registry.get(id).cards().getFirst().cardReferenceId();
        registry.claims.release(List.of(key(company + "/" + number)), holder);
        registry.claims.claim(List.of(key(number)), holder);
    }

    private static ClaimKey key(String name) {
        return ClaimKey.of("account-alice", name, "app-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PAR-1"})
    void isOneCardIfItWasClaimedByItsNumberAlone(String account) throws Exception {
        registry.peers.with(TestPeers.WALLET, "w1", "bank", null, "FWSB-1");
        registry.issuer.decides(TestIssuer.stepUp("DWSB-1"));
        String before = next();
        claimedBefore(before, "bank", "FWSB-1");
        registry.peers.cards.clear();
        registry.peers.with(TestPeers.OTHER_WALLET, "o1", "bank", account.isEmpty() ? null : account, "FWSB-1");
        assertThat(registry.get(next()).errorCode()).isEqualTo("CARD_ALREADY_ON_DEVICE");
        registry.registrations.cancel(before, Registry.key("cancel"));
        registry.run();
        assertThat(registry.state(next())).as("it was let go").isEqualTo(RegistrationState.COMPLETED);
    }

    @Test
    void isFreeAgainIfItsTokenIsDeletedThatWasUnderWayWhenItWasClaimedByItsNumberAlone() throws Exception {
        registry.peers.with(TestPeers.WALLET, "w1", "bank", null, "FWSB-1");
        registry.issuer.decides(TestIssuer.stepUp("DWSB-1"));
        String before = next();
        claimedBefore(before, "bank", "FWSB-1");
        registry.registrations.requestCode(before, Registry.key("c"), "sms", null);
        registry.run();
        registry.codes.check(before, Registry.key("a"), TestIssuer.CODE, null);
        registry.run();
        assertThat(registry.state(before)).isEqualTo(RegistrationState.COMPLETED);
        registry.tokens.delete("DWSB-1", Registry.key("d"), new ChangeRequest(Suspender.CARDHOLDER, "OTHER", "", null));
        registry.run();
        assertThat(registry.claims.count()).isZero();
    }

    @Test
    void isOneCardIfTheCompanyCallsItByANumberThatWasClaimedAlone() throws Exception {
        registry.peers.with(TestPeers.WALLET, "w1", "bank", null, "FWSB-DWSB-2");
        String before = next();
        claimedBefore(before, "bank", "FWSB-DWSB-2");
        registry.peers.cards.clear();
        registry.peers.with(TestPeers.OTHER_WALLET, "o1", "bank", null, null);
        registry.issuer.decides(TestIssuer.approved("DWSB-2"));
        assertThat(registry.get(next()).errorCode()).isEqualTo("CARD_ALREADY_ON_DEVICE");
        assertThat(registry.issuer.deleted).containsExactly("DWSB-2");
    }

    @Test
    void isNotOneCardIfAnotherCompanysWasClaimedByTheSameNumberAlone() throws Exception {
        registry.peers.with(TestPeers.WALLET, "w1", "bank", null, "card-1");
        claimedBefore(next(), "bank", "card-1");
        registry.peers.cards.clear();
        registry.peers.with(TestPeers.WALLET, "w2", "rival", null, "card-1");
        assertThat(registry.state(next())).isEqualTo(RegistrationState.COMPLETED);
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
