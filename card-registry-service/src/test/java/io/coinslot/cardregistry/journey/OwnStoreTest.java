package io.coinslot.cardregistry.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.cardregistry.issuer.TaskOutcome;
import io.coinslot.cardregistry.registration.RegistrationState;
import io.coinslot.cardregistry.registration.SelectionMode;
import io.coinslot.cardregistry.token.ChangeRequest;
import io.coinslot.cardregistry.token.Suspender;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is to be done in our own store alone, and fails there for a week. */
class OwnStoreTest extends OneCard {
    private void failsForAWeek() throws Exception {
        registry.claims.failure = new IllegalStateException("the store does not do it");
        registry.run();
        for (int hour = 0; hour < 7 * 24; hour++) {
            registry.pass(Duration.ofHours(1));
        }
    }

    /** From the company's decision on, the store fails. */
    private String decidedLate(TaskOutcome decision) throws Exception {
        registry.issuer.decides(new TaskOutcome.Undecided());
        String id = registry.asked(SelectionMode.ALL, "app-1");
        registry.issuer.decide(registry.card(id, "1111").taskId(), decision);
        registry.claims.failure = new IllegalStateException("the store does not do it");
        registry.pass(Duration.ofSeconds(1));
        return id;
    }

    private void isMended() throws Exception {
        registry.claims.failure = null;
        registry.pass(Duration.ofMinutes(5));
    }

    private long told() {
        return registry.events().stream().filter("CardLeftToOperator"::equals).count();
    }

    @Test
    void freesACardThatWasDeclinedHoweverLateThatIs() throws Exception {
        String id = decidedLate(new TaskOutcome.Declined("LOST"));
        assertThat(registry.state(id)).isEqualTo(RegistrationState.DECLINED);
        failsForAWeek();
        assertThat(registry.claims.count()).isEqualTo(1);
        assertThat(told()).as("operators hear of it once").isEqualTo(1);
        isMended();
        assertThat(registry.claims.count()).isZero();
        assertThat(registry.aggregates.tasks(id)).isEmpty();
    }

    @Test
    void freesTheCardOfADeletedTokenHoweverLateThatIs() throws Exception {
        registry.issuer.decides(TestIssuer.approved("DWSB-1"));
        registry.asked(SelectionMode.ALL, "app-1");
        registry.tokens.delete("DWSB-1", Registry.key("d"), new ChangeRequest(Suspender.CARDHOLDER, "OTHER", "", null));
        failsForAWeek();
        assertThat(registry.issuer.deleted).containsExactly("DWSB-1");
        assertThat(registry.claims.count()).isEqualTo(1);
        isMended();
        assertThat(registry.claims.count()).isZero();
        assertThat(registry.tokenAggregates.tasks("DWSB-1")).isEmpty();
    }

    @Test
    void putsATokenOnTheDeviceHoweverLateThatIs() throws Exception {
        String id = decidedLate(TestIssuer.approved("DWSB-1"));
        failsForAWeek();
        assertThat(registry.state(id)).isEqualTo(RegistrationState.PROVISIONING);
        assertThat(registry.get(id).cards().getFirst().reasonCode()).isEqualTo("LEFT_TO_OPERATOR");
        assertThat(told()).as("operators hear of it once").isEqualTo(1);
        isMended();
        assertThat(registry.state(id)).isEqualTo(RegistrationState.COMPLETED);
        assertThat(registry.get(id).cards().getFirst().reasonCode()).isNull();
        assertThat(registry.tokens.find("DWSB-1").owner()).isNotNull();
    }

    @Test
    void isWaitedForByWhoeverRegistersTheCardNext() throws Exception {
        registry.claims.noRelease = new IllegalStateException("the store does not do it");
        registry.issuer.decides(new TaskOutcome.Declined("LOST"), TestIssuer.approved("DWSB-1"));
        registry.asked(SelectionMode.ALL, "app-1");
        String next = registry.asked(SelectionMode.ALL, "app-1");
        assertThat(registry.state(next)).as("the card is on no device").isEqualTo(RegistrationState.ISSUER_SUBMITTED);
        registry.claims.noRelease = null;
        registry.pass(Duration.ofSeconds(1));
        assertThat(registry.state(next)).isEqualTo(RegistrationState.COMPLETED);
    }
}
