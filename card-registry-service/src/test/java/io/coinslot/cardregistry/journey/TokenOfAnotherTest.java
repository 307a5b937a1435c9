package io.coinslot.cardregistry.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.cardregistry.issuer.TaskOutcome;
import io.coinslot.cardregistry.registration.RegistrationState;
import io.coinslot.cardregistry.registration.SelectionMode;
import io.coinslot.cardregistry.token.Token;
import io.coinslot.cardregistry.token.TokenStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A financial company that gives a token which somebody has already. */
class TokenOfAnotherTest extends OneToken {
    private void assertThatTheFirstOneKeepsIt() throws Exception {
        for (int hour = 0; hour < 5; hour++) {
            registry.pass(Duration.ofHours(1));
        }
        assertThat(registry.issuer.deleted).isEmpty();
        assertThat(registry.tokens.find("DWSB-1").owner().registrationId()).isEqualTo(first);
        assertThat(registry.tokens.find("DWSB-1").status()).isEqualTo(TokenStatus.ACTIVE);
        assertThat(registry.claims.count()).as("the card of the first one").isEqualTo(1);
    }

    @Test
    void doesNotCompleteTheOtherRegistration() throws Exception {
        registry.issuer.decides(TestIssuer.approved("DWSB-1"));
        String second = registry.asked(SelectionMode.ALL, "app-2");
        assertThat(registry.state(second)).isEqualTo(RegistrationState.FAILED);
        assertThat(registry.get(second).errorCode()).isEqualTo("TOKEN_OF_ANOTHER");
        assertThatTheFirstOneKeepsIt();
    }

    @Test
    void losesNothingWhenTheOtherRegistrationIsGivenUp() throws Exception {
        registry.issuer.decides(TestIssuer.stepUp("DWSB-1"));
        String second = registry.asked(SelectionMode.ALL, "app-2");
        registry.registrations.cancel(second, Registry.key("cancel"));
        registry.run();
        assertThat(registry.state(second)).isEqualTo(RegistrationState.CANCELLED);
        assertThatTheFirstOneKeepsIt();
    }

    /** Another card, for which the company gives the token that it gives for the others too. */
    private String askedForTheSameToken(String card, String suffix) throws Exception {
        registry.peers.cards.clear();
        registry.peers.with(TestPeers.WALLET, card, suffix, null);
        registry.issuer.decides(TestIssuer.stepUp("DWSB-2"));
        return registry.asked(SelectionMode.ALL, "app-1");
    }

    @Test
    void isNotDeletedWhileAnotherRegistrationOfTheDeviceIsAboutToGetIt() throws Exception {
        String going = askedForTheSameToken("w2", "2222");
        String givenUp = askedForTheSameToken("w3", "3333");
        registry.registrations.cancel(givenUp, Registry.key("cancel"));
        registry.run();
        assertThat(registry.issuer.deleted).isEmpty();
        registry.registrations.requestCode(going, Registry.key("c"), "sms", null);
        registry.run();
        registry.codes.check(going, Registry.key("a"), TestIssuer.CODE, null);
        registry.run();
        assertThat(registry.state(going)).isEqualTo(RegistrationState.COMPLETED);
        assertThat(registry.claims.count()).as("the first one and this one").isEqualTo(2);
    }

    @Test
    void isDeletedOnceNobodyIsLeftWhoIsAboutToGetIt() throws Exception {
        String one = askedForTheSameToken("w2", "2222");
        String other = askedForTheSameToken("w3", "3333");
        registry.registrations.cancel(one, Registry.key("cancel"));
        registry.run();
        registry.registrations.cancel(other, Registry.key("cancel"));
        registry.run();
        assertThat(registry.issuer.deleted).containsExactly("DWSB-2");
    }

    @Test
    void isKnownToBeGoneIfItWasDeletedJustWhenAnotherRegistrationGotIt() throws Exception {
        String givenUp = ofAnotherCard("2222", TestIssuer.stepUp("DWSB-2"));
        registry.issuer.beforeDeleting = this::anotherGetsTheSecondToken;
        registry.registrations.cancel(givenUp, Registry.key("cancel"));
        registry.run();
        assertThat(registry.tokens.find("DWSB-2").status()).isEqualTo(TokenStatus.DEACTIVATED);
    }

    @Test
    void isNotDeletedIfAnotherRegistrationGotItWhileTheOthersWereLookedAt() throws Exception {
        String givenUp = ofAnotherCard("2222", TestIssuer.stepUp("DWSB-2"));
        String undecided = ofAnotherCard("3333", new TaskOutcome.Undecided());
        registry.issuer.afterLookUps.put(registry.card(undecided, "3333").taskId(), this::anotherGetsTheSecondToken);
        registry.registrations.cancel(givenUp, Registry.key("cancel"));
        registry.run();
        assertThat(registry.issuer.deleted).isEmpty();
        assertThat(registry.tokens.find("DWSB-2").status()).isEqualTo(TokenStatus.ACTIVE);
    }

    @Test
    void isKnownToBeGoneIfAnotherRegistrationIsGivenItAfterItWasDeleted() throws Exception {
        String givenUp = ofAnotherCard("2222", TestIssuer.stepUp("DWSB-2"));
        registry.registrations.cancel(givenUp, Registry.key("cancel"));
        registry.run();
        assertThat(registry.issuer.deleted).containsExactly("DWSB-2");
        ofAnotherCard("3333", TestIssuer.approved("DWSB-2"));
        assertThat(registry.tokens.find("DWSB-2").owner()).isNotNull();
        assertThat(registry.tokens.find("DWSB-2").status()).isEqualTo(TokenStatus.DEACTIVATED);
        assertThat(registry.claims.count()).as("the card of the first one").isEqualTo(1);
    }

    private String ofAnotherCard(String suffix, TaskOutcome decision) throws Exception {
        registry.peers.cards.clear();
        registry.peers.with(TestPeers.WALLET, "w-" + suffix, suffix, null);
        registry.issuer.decides(decision);
        return registry.asked(SelectionMode.ALL, "app-1");
    }

    private void anotherGetsTheSecondToken() {
        Token first = registry.tokens.find("DWSB-1");
        registry.tokens.provision(TestIssuer.token("DWSB-2", "ACTIVE"), "bank", "task-2", first.owner(), first.face());
    }

    @Test
    void isDeletedAtTheCompanyThatMadeAnotherTokenOfTheSameName() throws Exception {
        registry.peers.cards.clear();
        registry.peers.with(TestPeers.WALLET, "w2", "rival", "PAR-2222", "FWSB-2222");
        registry.rival.decides(TestIssuer.approved("DWSB-1"));
        String second = registry.asked(SelectionMode.ALL, "app-2");
        assertThat(registry.get(second).errorCode()).isEqualTo("TOKEN_OF_ANOTHER");
        assertThat(registry.rival.deleted).containsExactly("DWSB-1");
        assertThatTheFirstOneKeepsIt();
    }
}
