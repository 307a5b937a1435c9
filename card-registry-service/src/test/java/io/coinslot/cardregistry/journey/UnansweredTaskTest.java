package io.coinslot.cardregistry.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.cardregistry.issuer.IssuerFailure;
import io.coinslot.cardregistry.issuer.IssuerFailure.Kind;
import io.coinslot.cardregistry.issuer.TaskOutcome;
import io.coinslot.cardregistry.registration.Registration;
import io.coinslot.cardregistry.registration.RegistrationEvent;
import io.coinslot.cardregistry.registration.RegistrationState;
import io.coinslot.cardregistry.registration.RegistrationTasks;
import io.coinslot.cardregistry.registration.SelectionMode;
import io.coinslot.servicekit.aggregate.Task;
import io.coinslot.servicekit.task.TaskHandler;
import io.coinslot.servicekit.task.TaskHandler.TryAgain;
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

    private static IssuerFailure serverError() {
        return new IssuerFailure(Kind.UNKNOWN, "HTTP_503", null, null);
    }

    private int attempts(String id) {
        return registry.aggregates.tasks(id).stream()
                .filter(task -> task.kind().equals(RegistrationTasks.SUBMIT))
                .findFirst()
                .orElseThrow()
                .attempt();
    }

    @Test
    void asksACompanyThatAnswersWithErrorsLessAndLessOften() throws Exception {
        registry.issuer.noToken = serverError();
        String id = registry.asked(SelectionMode.ALL, "app-1");
        for (int second = 0; second < 15 * 60; second++) {
            registry.pass(Duration.ofSeconds(1));
        }
        assertThat(registry.state(id)).isEqualTo(RegistrationState.OUTCOME_UNKNOWN);
        assertThat(attempts(id)).isBetween(9, 13);
        assertThat(registry.issuer.lookedUp).as("before each but the first").hasSize(attempts(id) - 1);
        assertThat(registry.events().stream().filter("CardOutcomeUnknown"::equals))
                .hasSize(1);
        registry.issuer.noToken = null;
        registry.pass(Duration.ofMinutes(5));
        assertThat(registry.state(id)).isEqualTo(RegistrationState.COMPLETED);
    }

    @Test
    void countsAnErrorOfACompanysServerAgainstTheCompany() throws Exception {
        registry.issuer.noToken = serverError();
        String id = registry.recorded(SelectionMode.ALL, "app-1");
        while (registry.aggregates.tasks(id).stream()
                .noneMatch(task -> task.kind().equals(RegistrationTasks.SUBMIT))) {
            registry.aggregates.runTasks();
        }
        Task submit = registry.aggregates.tasks(id).stream()
                .filter(task -> task.kind().equals(RegistrationTasks.SUBMIT))
                .findFirst()
                .orElseThrow();
        TaskHandler<Registration, RegistrationEvent> handler = registry.handler(RegistrationTasks.SUBMIT);
        TryAgain<Registration, RegistrationEvent> again =
                (TryAgain<Registration, RegistrationEvent>) handler.run(id, registry.get(id), submit);
        assertThat(handler.countsAgainstTarget(again.failure())).isTrue();
    }

    @Test
    void goesNotInCirclesIfTheCompanyKnowsTheIdOfATaskAndNotTheTask() throws Exception {
        registry.issuer.noToken = new IssuerFailure(Kind.REFUSED, "DUPLICATE_TASK_ID", null, null);
        String id = registry.asked(SelectionMode.ALL, "app-1");
        for (int second = 0; second < 15 * 60; second++) {
            registry.pass(Duration.ofSeconds(1));
        }
        assertThat(registry.state(id)).isEqualTo(RegistrationState.OUTCOME_UNKNOWN);
        assertThat(attempts(id)).isBetween(9, 13);
        registry.pass(Registry.LIFE);
        assertThat(registry.get(id).errorCode()).isEqualTo("ISSUER_UNAVAILABLE");
    }

    @Test
    void looksUpATaskWhoseCredentialHadToBeFetchedAnewBeforeItIsSentAgain() throws Exception {
        registry.peers.validity = Duration.ofSeconds(30);
        registry.issuer.mishaps.add(TestIssuer.Mishap.LOST_REQUEST);
        String id = registry.asked(SelectionMode.ALL, "app-1");
        registry.issuer.beforeLookUps = () -> {
            if (registry.issuer.lookedUp.size() == 1) {
                registry.arrives(id, "DWSB-first");
            }
        };
        registry.pass(Duration.ofMinutes(1));
        assertThat(registry.state(id)).isEqualTo(RegistrationState.COMPLETED);
        assertThat(registry.card(id, "1111").token().tokenUniqueReference()).isEqualTo("DWSB-first");
        assertThat(registry.issuer.tokenized).hasSize(1);
    }

    @Test
    void sendsWhatACompanyForgotAgainAfterAWhileUnderTheSameTaskId() throws Exception {
        registry.issuer.decides(new TaskOutcome.Undecided());
        String id = registry.asked(SelectionMode.ALL, "app-1");
        registry.issuer.decide(registry.card(id, "1111").taskId(), new TaskOutcome.NeverArrived());
        registry.pass(Duration.ofSeconds(1));
        registry.pass(Duration.ofSeconds(10));
        assertThat(registry.issuer.lookedUp).hasSize(1);
        registry.issuer.decide(registry.card(id, "1111").taskId(), TestIssuer.approved("DWSB-1"));
        registry.pass(Duration.ofSeconds(30));
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
