package io.coinslot.cardregistry.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.cardregistry.issuer.TaskOutcome;
import io.coinslot.cardregistry.registration.ActivationResult;
import io.coinslot.cardregistry.registration.RegistrationState;
import io.coinslot.cardregistry.registration.SelectionMode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the company tells of a token while the cardholder is to prove who they are. */
class ToldDuringStepUpTest extends StepUp {
    private static final Duration SOON = Duration.ofMillis(500);

    private void told(String id) {
        registry.registrations.heardOf(card(id).taskId());
    }

    @Test
    void aProofElsewhereCountsThoughAWrongCodeIsAnsweredAfterwards() throws Exception {
        String id = stepUp();
        codeFor(id);
        registry.registrations.beginActivation(id, Registry.key("a"), null);
        tells(id, "ACTIVE");
        told(id);
        registry.registrations.activationChecked(
                id, card(id).cardReferenceId(), ActivationResult.INCORRECT_CODE, Registry.key("a"));
        registry.pass(SOON);
        assertThat(registry.state(id)).isEqualTo(RegistrationState.COMPLETED);
    }

    @Test
    void aLookAtTheTokenSaysNothingOfACodeThatIsBeingChecked() throws Exception {
        String id = stepUp();
        codeFor(id);
        registry.registrations.beginActivation(id, Registry.key("a"), null);
        told(id);
        registry.pass(SOON);
        assertThat(card(id).activation().checking()).isTrue();
    }

    @Test
    void aProofElsewhereCountsThoughItIsHeardOfBeforeTheAnswerThatAsksForIt() throws Exception {
        registry.issuer.decides(TestIssuer.stepUp("DWSB-1"));
        registry.issuer.afterAnswering = () -> {
            String id = registry.only();
            registry.registrations.heardOf(card(id).taskId());
            tells(id, "ACTIVE");
        };
        String id = registry.asked(SelectionMode.ALL, "app-1");
        registry.pass(SOON);
        assertThat(registry.state(id)).isEqualTo(RegistrationState.COMPLETED);
    }

    @Test
    void aTokenThatTheCompanyEndsEndsTheCard() throws Exception {
        String id = stepUp();
        codeFor(id);
        tells(id, "DEACTIVATED");
        told(id);
        registry.pass(SOON);
        assertThat(registry.state(id)).isEqualTo(RegistrationState.FAILED);
        assertThat(card(id).reasonCode()).isEqualTo("TOKEN_DEACTIVATED");
        assertThat(registry.claims.count()).isZero();
    }

    @Test
    void aRefusalOfTheCompanyEndsTheCard() throws Exception {
        String id = stepUp();
        registry.issuer.decide(card(id).taskId(), new TaskOutcome.Declined("STOLEN"));
        told(id);
        registry.pass(SOON);
        assertThat(registry.state(id)).isEqualTo(RegistrationState.FAILED);
        assertThat(card(id).reasonCode()).isEqualTo("STOLEN");
        assertThat(registry.issuer.deleted).isEqualTo(List.of("DWSB-1"));
    }
}
