package io.coinslot.cardregistry.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.cardregistry.issuer.IssuerFailure;
import io.coinslot.cardregistry.issuer.IssuerFailure.Kind;
import io.coinslot.cardregistry.issuer.TaskOutcome;
import io.coinslot.cardregistry.peer.PeerFailure;
import io.coinslot.cardregistry.registration.RegistrationState;
import io.coinslot.cardregistry.registration.SelectionMode;
import io.coinslot.cardregistry.token.TokenStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Among which other registrations the one is looked for that a token was made for. */
class OthersLookedAtTest extends OneCard {
    /** More than a company that takes its time is asked of in one attempt. */
    private static final int MANY = 25;

    private String ask() throws Exception {
        return registry.asked(SelectionMode.ALL, "app-1");
    }

    private String ofCard(String suffix, TaskOutcome decision) throws Exception {
        registry.peers.cards.clear();
        registry.peers.with(TestPeers.WALLET, "w-" + suffix, suffix, null);
        registry.issuer.decides(decision);
        return ask();
    }

    private String taskId(String id) {
        return registry.get(id).cards().getFirst().taskId();
    }

    /** A registration that ended without an answer, of which nothing had come to the company for a day. */
    private String endedUnanswered() throws Exception {
        String id = registry.endedUnanswered("app-1");
        for (int quarter = 0; quarter < 12; quarter++) {
            registry.pass(Duration.ofHours(6));
        }
        return id;
    }

    private void cameToTheCompany(String id) {
        registry.arrives(id, "DWSB-old");
        registry.issuer.standing = "DWSB-old";
    }

    @Test
    void areNotThoseThatTheCompanyWasNeverAskedOf() throws Exception {
        registry.peers.credentialFailures.put("w1", new PeerFailure(PeerFailure.Kind.REFUSED, "CARD_GONE"));
        String neverSent = ask();
        assertThat(registry.state(neverSent)).isEqualTo(RegistrationState.FAILED);
        registry.peers.credentialFailures.clear();
        registry.issuer.standing = "DWSB-of-nobody";
        assertThat(registry.get(ask()).errorCode()).isEqualTo("TOKEN_NOT_KNOWN_HERE");
        assertThat(registry.issuer.lookedUp).isNotEmpty().doesNotContain(taskId(neverSent));
    }

    @Test
    void areAllThatWereLeftUnansweredHoweverManyTheyAre() throws Exception {
        String oldest = endedUnanswered();
        for (int other = 1; other < MANY; other++) {
            endedUnanswered();
        }
        cameToTheCompany(oldest);
        String id = ask();
        assertThat(registry.issuer.deleted).containsExactly("DWSB-old");
        registry.pass(Duration.ofSeconds(1));
        assertThat(registry.state(id)).isEqualTo(RegistrationState.COMPLETED);
    }

    @Test
    void areTheRestInAnotherAttemptIfTheCompanyTakesItsTime() throws Exception {
        String oldest = endedUnanswered();
        for (int other = 1; other < MANY; other++) {
            endedUnanswered();
        }
        cameToTheCompany(oldest);
        String id = registry.recorded(SelectionMode.ALL, "app-1");
        registry.issuer.beforeLookUps = () -> registry.clock.advance(Duration.ofSeconds(1));
        registry.run();
        assertThat(registry.issuer.deleted).as("not all were looked at").isEmpty();
        registry.pass(Duration.ofSeconds(1));
        assertThat(registry.issuer.deleted).containsExactly("DWSB-old");
        registry.pass(Duration.ofSeconds(2));
        assertThat(registry.state(id)).isEqualTo(RegistrationState.COMPLETED);
    }

    /** That the company declined, so that nothing is left of them. */
    private void manyDeclined() throws Exception {
        for (int other = 0; other < 510; other++) {
            registry.issuer.decides(new TaskOutcome.Declined("LOST"));
            ask();
        }
    }

    @Test
    void areAllOnThePaymentAppInstanceBeforeATokenIsDeletedThatNobodyElseGot() throws Exception {
        manyDeclined();
        String givenUp = ofCard("2222", TestIssuer.stepUp("DWSB-2"));
        registry.registrations.cancel(givenUp, Registry.key("cancel"));
        registry.run();
        assertThat(registry.issuer.deleted).containsExactly("DWSB-2");
        assertThat(registry.claims.count()).isZero();
    }

    @Test
    void areTheOldestOfVeryManyAsWell() throws Exception {
        String oldest = endedUnanswered();
        manyDeclined();
        cameToTheCompany(oldest);
        String id = ask();
        assertThat(registry.issuer.deleted).containsExactly("DWSB-old");
        registry.pass(Duration.ofSeconds(1));
        assertThat(registry.state(id)).isEqualTo(RegistrationState.COMPLETED);
        registry.issuer.standing = "DWSB-of-nobody";
        registry.peers.cards.clear();
        registry.peers.with(TestPeers.WALLET, "w2", "2222", null);
        assertThat(registry.get(ask()).errorCode()).isEqualTo("TOKEN_NOT_KNOWN_HERE");
    }

    @Test
    void areTheOthersStillIfTheCompanyRefusesToTellOfOne() throws Exception {
        String earlier = endedUnanswered();
        String refused = endedUnanswered();
        registry.issuer.noLookUps.put(taskId(refused), new IssuerFailure(Kind.REFUSED, "NOT_ALLOWED", null, null));
        cameToTheCompany(earlier);
        String id = ask();
        assertThat(registry.issuer.deleted).containsExactly("DWSB-old");
        registry.pass(Duration.ofSeconds(1));
        assertThat(registry.state(id)).isEqualTo(RegistrationState.COMPLETED);
    }

    @Test
    void areAllThatAreUnderWayBeforeATokenIsDeleted() throws Exception {
        String oldest = ofCard("1000", new TaskOutcome.Undecided());
        for (int other = 1; other < MANY; other++) {
            ofCard("" + (1000 + other), new TaskOutcome.Undecided());
        }
        String givenUp = ofCard("2222", TestIssuer.stepUp("DWSB-2"));
        registry.issuer.decide(taskId(oldest), TestIssuer.approved("DWSB-2"));
        registry.registrations.cancel(givenUp, Registry.key("cancel"));
        registry.run();
        assertThat(registry.issuer.deleted).isEmpty();
        registry.pass(Duration.ofSeconds(2));
        assertThat(registry.state(oldest)).isEqualTo(RegistrationState.COMPLETED);
        assertThat(registry.issuer.deleted).isEmpty();
        assertThat(registry.tokens.find("DWSB-2").status()).isEqualTo(TokenStatus.ACTIVE);
    }

    @Test
    void doNotKeepATokenAliveByBeingUndecided() throws Exception {
        for (int other = 0; other < MANY; other++) {
            ofCard("" + (1000 + other), new TaskOutcome.Undecided());
        }
        String givenUp = ofCard("2222", TestIssuer.stepUp("DWSB-2"));
        registry.registrations.cancel(givenUp, Registry.key("cancel"));
        registry.run();
        assertThat(registry.issuer.deleted).containsExactly("DWSB-2");
    }
}
