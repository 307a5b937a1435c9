package io.coinslot.cardregistry.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.cardregistry.issuer.IssuerFailure;
import io.coinslot.cardregistry.issuer.IssuerFailure.Kind;
import io.coinslot.cardregistry.issuer.TaskOutcome;
import io.coinslot.cardregistry.peer.PeerFailure;
import io.coinslot.cardregistry.registration.RegistrationState;
import io.coinslot.cardregistry.registration.SelectionMode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A token that the financial company makes of a card that has ended: a request came to it very late. */
class LateTokenTest extends OneCard {
    private void arrives(String id) {
        registry.arrives(id, "DWSB-late");
    }

    @Test
    void isDeletedOnceItIsFound() throws Exception {
        String id = registry.endedUnanswered("app-1");
        registry.pass(Duration.ofMinutes(1));
        arrives(id);
        registry.pass(Duration.ofMinutes(2));
        assertThat(registry.issuer.deleted).containsExactly("DWSB-late");
        assertThat(registry.state(id)).isEqualTo(RegistrationState.FAILED);
        assertThat(registry.tokens.find("DWSB-late").owner()).isNull();
        assertThat(registry.claims.count()).isZero();
    }

    @Test
    void isDeletedWhenTheCompanyTellsOfItLongAfter() throws Exception {
        String id = registry.endedUnanswered("app-1");
        for (int quarter = 0; quarter < 12; quarter++) {
            registry.pass(Duration.ofHours(6));
        }
        assertThat(registry.aggregates.tasks(id)).isEmpty();
        arrives(id);
        registry.registrations.heardOf(registry.card(id, "1111").taskId());
        registry.pass(Duration.ofSeconds(1));
        assertThat(registry.issuer.deleted).containsExactly("DWSB-late");
        assertThat(registry.events()).doesNotContain("CardLeftToOperator");
    }

    /** After NOT_REACHED the request was not sent; of a process that ended over it nobody knows. */
    @ParameterizedTest
    @EnumSource(
            value = TestIssuer.Mishap.class,
            names = {"LOST_REQUEST", "NOT_REACHED"})
    void isLookedForWhenTheCredentialCouldNotBeFetchedAgainInTime(TestIssuer.Mishap mishap) throws Exception {
        registry.peers.validity = Duration.ofSeconds(30);
        registry.issuer.mishaps.add(mishap);
        String id = registry.asked(SelectionMode.ALL, "app-1");
        registry.peers.credentialFailures.put("w1", new PeerFailure(PeerFailure.Kind.UNAVAILABLE, "PEER_UNAVAILABLE"));
        registry.pass(Duration.ofMinutes(1));
        registry.pass(Registry.LIFE);
        assertThat(registry.get(id).errorCode()).isEqualTo("REGISTRATION_EXPIRED");
        arrives(id);
        registry.pass(Duration.ofMinutes(2));
        assertThat(registry.issuer.deleted).containsExactly("DWSB-late");
    }

    @Test
    void isLookedForWhenAnAttemptWasRefusedAndNobodyKnowsOfTheOneBefore() throws Exception {
        registry.issuer.mishaps.add(TestIssuer.Mishap.CUT_SHORT);
        String id = registry.asked(SelectionMode.ALL, "app-1");
        registry.issuer.noToken = new IssuerFailure(Kind.REFUSED, "INVALID_FIELD_VALUE", null, null);
        registry.pass(Duration.ofSeconds(1));
        assertThat(registry.get(id).errorCode()).isEqualTo("INVALID_FIELD_VALUE");
        arrives(id);
        registry.pass(Duration.ofMinutes(2));
        assertThat(registry.issuer.deleted).containsExactly("DWSB-late");
        assertThat(registry.claims.count()).isZero();
    }

    @Test
    void isLookedForWhenTimeIsOverWhileAnAttemptIsUnderWay() throws Exception {
        registry.peers.validity = Registry.LIFE.multipliedBy(2);
        registry.issuer.mishaps.add(TestIssuer.Mishap.CUT_SHORT);
        registry.issuer.mishaps.add(TestIssuer.Mishap.CUT_SHORT);
        String id = registry.asked(SelectionMode.ALL, "app-1");
        registry.registrations.heardOf(registry.card(id, "1111").taskId());
        registry.pass(Registry.LIFE.plusMinutes(1));
        assertThat(registry.get(id).errorCode()).isEqualTo("ISSUER_UNAVAILABLE");
        arrives(id);
        registry.pass(Duration.ofMinutes(2));
        assertThat(registry.issuer.deleted).containsExactly("DWSB-late");
    }

    @Test
    void isNotLookedForWhenTheOneAttemptWasRefused() throws Exception {
        registry.issuer.noToken = new IssuerFailure(Kind.REFUSED, "INVALID_FIELD_VALUE", null, null);
        String id = registry.asked(SelectionMode.ALL, "app-1");
        assertThat(registry.get(id).errorCode()).isEqualTo("INVALID_FIELD_VALUE");
        assertThat(registry.aggregates.tasks(id)).isEmpty();
    }

    @Test
    void isLeftToAnOperatorIfTheCompanyNeverDecides() throws Exception {
        String id = registry.endedUnanswered("app-1");
        registry.issuer.decide(registry.card(id, "1111").taskId(), new TaskOutcome.Undecided());
        for (int quarter = 0; quarter < 16; quarter++) {
            registry.pass(Duration.ofHours(6));
        }
        assertThat(registry.events()).contains("CardLeftToOperator");
        assertThat(registry.aggregates.tasks(id)).isEmpty();
    }

    @Test
    void isLookedForAsLongIfTheCompanyNamesShortTimes() throws Exception {
        String id = registry.endedUnanswered("app-1");
        String taskId = registry.card(id, "1111").taskId();
        IssuerFailure busy = new IssuerFailure(Kind.RETRY_LATER, "SYSTEM_BUSY", Duration.ofSeconds(5), null);
        registry.issuer.noLookUps.put(taskId, busy);
        registry.pass(Duration.ofMinutes(1));
        for (int turn = 0; turn < 20; turn++) {
            registry.pass(Duration.ofSeconds(5));
        }
        registry.issuer.noLookUps.clear();
        arrives(id);
        registry.pass(Duration.ofHours(1));
        assertThat(registry.issuer.deleted).containsExactly("DWSB-late");
    }

    @Test
    void isNotLookedForWhereNothingWasLeftUnanswered() throws Exception {
        registry.asked(SelectionMode.ALL, "app-1");
        String refused = registry.asked(SelectionMode.ALL, "app-1");
        assertThat(registry.get(refused).errorCode()).isEqualTo("CARD_ALREADY_ON_DEVICE");
        assertThat(registry.aggregates.tasks(refused)).isEmpty();
    }
}
