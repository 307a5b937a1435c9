package io.coinslot.cardregistry.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.cardregistry.issuer.TaskOutcome;
import io.coinslot.cardregistry.registration.RegistrationState;
import io.coinslot.cardregistry.registration.SelectionMode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A financial company that is not reached, or whose decision comes late, never, or not at first. */
class UnansweredTaskTest extends OneCard {
    @Test
    void looksUpWhatBecameOfATaskWhoseAnswerWasLost() throws Exception {
        registry.issuer.mishaps.add(TestIssuer.Mishap.LOST_ANSWER);

        String id = registry.asked(SelectionMode.ALL, "app-1");
        assertThat(registry.state(id)).isEqualTo(RegistrationState.OUTCOME_UNKNOWN);
        registry.pass(Duration.ofSeconds(2));

        assertThat(registry.state(id)).isEqualTo(RegistrationState.COMPLETED);
        assertThat(registry.issuer.tokenized).as("asked once").hasSize(1);
        assertThat(registry.events()).containsSubsequence("CardOutcomeUnknown", "CardApproved");
    }

    @Test
    void sendsALostRequestAgainUnderTheSameTaskId() throws Exception {
        registry.issuer.mishaps.add(TestIssuer.Mishap.LOST_REQUEST);
        String id = registry.asked(SelectionMode.ALL, "app-1");
        registry.pass(Duration.ofSeconds(2));
        assertThat(registry.state(id)).isEqualTo(RegistrationState.COMPLETED);
        assertThat(registry.issuer.tokenized)
                .hasSize(2)
                .containsOnly(registry.card(id, "1111").taskId());
    }

    @Test
    void triesAgainWhenTheFinancialCompanyIsNotReached() throws Exception {
        registry.issuer.mishaps.add(TestIssuer.Mishap.NOT_REACHED);
        String id = registry.asked(SelectionMode.ALL, "app-1");
        assertThat(registry.state(id)).isEqualTo(RegistrationState.ISSUER_SUBMITTED);
        registry.pass(Duration.ofMinutes(1));
        assertThat(registry.state(id)).isEqualTo(RegistrationState.COMPLETED);
    }

    @Test
    void believesALateApprovalAfterATimeOut() throws Exception {
        registry.issuer.decides(new TaskOutcome.Undecided());
        registry.issuer.mishaps.add(TestIssuer.Mishap.LOST_ANSWER);
        String id = registry.asked(SelectionMode.ALL, "app-1");
        for (int minute = 0; minute < 40; minute++) {
            registry.pass(Duration.ofMinutes(1));
        }
        assertThat(registry.state(id))
                .as("time alone ends nothing that the company may still decide")
                .isEqualTo(RegistrationState.OUTCOME_UNKNOWN);
        registry.issuer.decide(registry.card(id, "1111").taskId(), TestIssuer.approved("DWSB-late"));
        registry.pass(Duration.ofMinutes(10));
        assertThat(registry.state(id)).isEqualTo(RegistrationState.COMPLETED);
        assertThat(registry.issuer.tokenized).hasSize(1);
    }

    @Test
    void looksUpSoonWhenSomethingIsHeardOfATask() throws Exception {
        registry.issuer.decides(new TaskOutcome.Undecided());
        String id = registry.asked(SelectionMode.ALL, "app-1");
        String taskId = registry.card(id, "1111").taskId();
        registry.issuer.decide(taskId, TestIssuer.approved("DWSB-heard"));
        registry.registrations.heardOf(taskId);
        registry.run();
        assertThat(registry.state(id))
                .as("our own answer may be on its way")
                .isEqualTo(RegistrationState.ISSUER_SUBMITTED);
        registry.pass(Duration.ofMillis(500));
        assertThat(registry.state(id)).isEqualTo(RegistrationState.COMPLETED);
    }

    @Test
    void leavesToAnOperatorWhatIsNeverDecided() throws Exception {
        String id = registry.undecided("app-1");
        assertThat(registry.events()).contains("CardLeftToOperator");
        assertThat(registry.card(id, "1111").state()).isEqualTo(RegistrationState.ISSUER_SUBMITTED);
    }
}
