package io.coinslot.cardregistry.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.cardregistry.issuer.IssuerFailure;
import io.coinslot.cardregistry.issuer.IssuerFailure.Kind;
import io.coinslot.cardregistry.issuer.TaskOutcome;
import io.coinslot.cardregistry.registration.Applicant;
import io.coinslot.cardregistry.registration.RegistrationState;
import io.coinslot.cardregistry.registration.SelectionMode;
import io.coinslot.cardregistry.token.ChangeRequest;
import io.coinslot.cardregistry.token.Suspender;
import io.coinslot.cardregistry.token.TokenStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A card of which the financial company says that it has a token on the payment app instance already. */
class TokenInTheWayTest extends OneCard {
    private String ask() throws Exception {
        return registry.asked(SelectionMode.ALL, "app-1");
    }

    /** A registration that ended unanswered, whose request came to the company after all. */
    private String leftBehind() throws Exception {
        String earlier = registry.endedUnanswered("app-1");
        registry.arrives(earlier, "DWSB-old");
        registry.issuer.standing = "DWSB-old";
        return earlier;
    }

    @Test
    void isDeletedIfAnEarlierRegistrationLeftItThereAndTheCardIsRegistered() throws Exception {
        leftBehind();
        String id = ask();
        assertThat(registry.issuer.deleted).containsExactly("DWSB-old");
        assertThat(registry.state(id)).isEqualTo(RegistrationState.ISSUER_SUBMITTED);
        registry.pass(Duration.ofSeconds(1));
        assertThat(registry.state(id)).isEqualTo(RegistrationState.COMPLETED);
        assertThat(registry.issuer.deleted).containsExactly("DWSB-old");
        assertThat(registry.claims.count()).isEqualTo(1);
    }

    @Test
    void isWaitedForNoLongerThanTheRegistrationLives() throws Exception {
        leftBehind();
        registry.issuer.noDeletion = new IssuerFailure(Kind.REFUSED, "SYSTEM_ERROR", null, null);
        registry.peers.validity = Registry.LIFE.multipliedBy(3);
        String id = ask();
        for (int minute = 0; minute <= Registry.LIFE.toMinutes() + 5; minute++) {
            assertThat(registry.state(id)).isIn(RegistrationState.ISSUER_SUBMITTED, RegistrationState.FAILED);
            registry.pass(Duration.ofMinutes(1));
        }
        assertThat(registry.get(id).errorCode()).isEqualTo("TOKEN_LEFT_BEHIND");
    }

    /** A registration that was cancelled, whose token the company does not delete for as long as it is told. */
    private void givenUp() throws Exception {
        registry.issuer.decides(TestIssuer.stepUp("DWSB-old"));
        registry.issuer.noDeletion = new IssuerFailure(Kind.REFUSED, "SYSTEM_ERROR", null, null);
        String earlier = ask();
        registry.registrations.cancel(earlier, Registry.key("cancel"));
        registry.pass(Duration.ZERO);
        for (int hour = 0; hour < 220; hour++) {
            if (hour <= 7 * 24) {
                assertThat(registry.events()).as("within a week").doesNotContain("CardLeftToOperator");
            }
            registry.pass(Duration.ofHours(1));
        }
        assertThat(registry.events()).contains("CardLeftToOperator");
        assertThat(registry.aggregates.tasks(earlier)).isEmpty();
    }

    @Test
    void isDeletedAgainIfTheClaimOfItsCardIsStillHeld() throws Exception {
        givenUp();
        registry.issuer.noDeletion = null;
        String id = ask();
        assertThat(registry.issuer.deleted).containsExactly("DWSB-old");
        registry.pass(Duration.ofSeconds(1));
        assertThat(registry.state(id)).isEqualTo(RegistrationState.COMPLETED);
        assertThat(registry.claims.count()).isEqualTo(1);
    }

    @Test
    void isWaitedForWithTheClaimOfItsCardNoLongerThanTheRegistrationLives() throws Exception {
        givenUp();
        String id = ask();
        for (int minute = 0; minute < Registry.LIFE.toMinutes(); minute++) {
            assertThat(registry.state(id)).isEqualTo(RegistrationState.ISSUER_SUBMITTED);
            registry.pass(Duration.ofMinutes(1));
        }
        registry.pass(Duration.ofMinutes(5));
        assertThat(registry.get(id).errorCode()).isEqualTo("TOKEN_LEFT_BEHIND");
    }

    @Test
    void isDeletedAgainIfTheCompanyCallsACardByANameThatIsStillHeld() throws Exception {
        registry.peers.cards.clear();
        registry.peers.with(TestPeers.WALLET, "w1", "bank", null, "FWSB-DWSB-new");
        givenUp();
        registry.issuer.noDeletion = null;
        registry.peers.cards.clear();
        registry.peers.with(TestPeers.OTHER_WALLET, "o1", "bank", null, null);
        registry.issuer.decides(TestIssuer.approved("DWSB-new"));
        assertThat(registry.get(ask()).errorCode()).isEqualTo("TOKEN_LEFT_BEHIND");
        assertThat(registry.issuer.deleted).containsExactlyInAnyOrder("DWSB-old", "DWSB-new");
        assertThat(registry.claims.count()).as("it can be tried again").isZero();
    }

    @Test
    void isDeletedAgainIfItWasKnownAndItsDeletionWasGivenUp() throws Exception {
        givenUp();
        registry.issuer.noDeletion = null;
        registry.issuer.standing = "DWSB-old";
        // The peer tells another name of the same card, so that no claim is in its way.
        registry.peers.cards.clear();
        registry.peers.with(TestPeers.OTHER_WALLET, "o1", "bank", "PAR-other", null);
        String id = ask();
        registry.pass(Duration.ofSeconds(1));
        assertThat(registry.issuer.deleted).containsExactly("DWSB-old");
        assertThat(registry.state(id)).isEqualTo(RegistrationState.COMPLETED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TOKEN_ALREADY_EXISTS", "TASK_FAILED"})
    void isDeletedForTheNextRegistrationIfTheCompanyRemembersTheRefusedTask(String code) throws Exception {
        leftBehind();
        registry.issuer.refusedAs = new TaskOutcome.Failed(code);
        String id = ask();
        registry.pass(Duration.ofSeconds(1));
        assertThat(registry.get(id).errorCode()).isEqualTo("TOKEN_LEFT_BEHIND");
        assertThat(registry.issuer.deleted).containsExactly("DWSB-old");
        assertThat(registry.state(ask())).isEqualTo(RegistrationState.COMPLETED);
    }

    @Test
    void isNamedAsLeftBehindIfALookUpAloneTellsOfIt() throws Exception {
        registry.issuer.mishaps.add(TestIssuer.Mishap.LOST_REQUEST);
        String id = ask();
        registry.issuer.decide(registry.card(id, "1111").taskId(), new TaskOutcome.Failed("TOKEN_ALREADY_EXISTS"));
        registry.pass(Duration.ofSeconds(1));
        assertThat(registry.get(id).errorCode()).isEqualTo("TOKEN_LEFT_BEHIND");
    }

    @Test
    void isTheCardsOwnIfAnEarlierAttemptCameToTheCompanyJustNow() throws Exception {
        registry.issuer.mishaps.add(TestIssuer.Mishap.CUT_SHORT);
        String id = ask();
        registry.issuer.standing = "DWSB-own";
        registry.issuer.beforeRefusing =
                () -> registry.issuer.decide(registry.card(id, "1111").taskId(), TestIssuer.approved("DWSB-own"));
        registry.pass(Duration.ofSeconds(1));
        assertThat(registry.state(id)).isEqualTo(RegistrationState.COMPLETED);
        assertThat(registry.tokens.find("DWSB-own").status()).isEqualTo(TokenStatus.ACTIVE);
        assertThat(registry.issuer.deleted).isEmpty();
    }

    @Test
    void isLeftAloneAndNamedIfNoneOfOurTasksMadeIt() throws Exception {
        registry.issuer.standing = "DWSB-of-nobody";
        String id = ask();
        assertThat(registry.get(id).errorCode()).isEqualTo("TOKEN_NOT_KNOWN_HERE");
        assertThat(registry.issuer.deleted).isEmpty();
        assertThat(registry.claims.count()).as("it can be tried again").isZero();
    }

    @Test
    void isNamedAsUnknownIfTheCompanyDoesNotSayWhichItIs() throws Exception {
        registry.issuer.noToken = new IssuerFailure(Kind.REFUSED, "TOKEN_ALREADY_EXISTS", null, null);
        assertThat(registry.get(ask()).errorCode()).isEqualTo("TOKEN_NOT_KNOWN_HERE");
    }

    @Test
    void isOnTheDeviceIfTheUserHasItByAnotherName() throws Exception {
        registry.issuer.decides(TestIssuer.approved("DWSB-1"));
        ask();
        registry.issuer.standing = "DWSB-1";
        registry.peers.cards.clear();
        registry.peers.with(TestPeers.OTHER_WALLET, "o1", "bank", null, null);
        assertThat(registry.get(ask()).errorCode()).isEqualTo("CARD_ALREADY_ON_DEVICE");
        String bobs =
                registry.recorded(SelectionMode.ALL, "app-1", new Applicant("arcade", "bob", "watch", "thumb-watch"));
        registry.run();
        assertThat(registry.get(bobs).errorCode()).isEqualTo("TOKEN_OF_ANOTHER");
        assertThat(registry.issuer.deleted).isEmpty();
    }

    @Test
    void isDeletedAgainIfItWasDeletedHereAndLivesOnThere() throws Exception {
        registry.issuer.decides(TestIssuer.approved("DWSB-1"));
        ask();
        registry.issuer.noDeletion = new IssuerFailure(Kind.REFUSED, "SYSTEM_BUSY", null, null);
        registry.tokens.delete("DWSB-1", Registry.key("d"), new ChangeRequest(Suspender.CARDHOLDER, "OTHER", "", null));
        registry.passMoreThanAWeek();
        assertThat(registry.tokens.find("DWSB-1").parkedDeletion()).isNotNull();
        registry.issuer.standing = "DWSB-1";
        // The peer tells another name of the same card, so that no claim is in its way.
        registry.peers.cards.clear();
        registry.peers.with(TestPeers.OTHER_WALLET, "o1", "bank", "PAR-other", null);
        String id = ask();
        assertThat(registry.state(id)).isEqualTo(RegistrationState.ISSUER_SUBMITTED);
        assertThat(registry.tokens.find("DWSB-1").parkedDeletion())
                .as("it is told again")
                .isNull();
        registry.issuer.noDeletion = null;
        registry.pass(Duration.ofSeconds(1));
        assertThat(registry.issuer.deleted).containsExactly("DWSB-1");
        registry.pass(Duration.ofSeconds(2));
        assertThat(registry.state(id)).isEqualTo(RegistrationState.COMPLETED);
    }

    @Test
    void isOnItsWayToTheDeviceIfAnotherRegistrationIsAboutToGetIt() throws Exception {
        registry.issuer.decides(TestIssuer.stepUp("DWSB-1"));
        ask();
        registry.issuer.standing = "DWSB-1";
        registry.peers.cards.clear();
        registry.peers.with(TestPeers.OTHER_WALLET, "o1", "bank", null, null);
        assertThat(registry.get(ask()).errorCode()).isEqualTo("CARD_ALREADY_ON_DEVICE");
        assertThat(registry.issuer.deleted).isEmpty();
    }
}
