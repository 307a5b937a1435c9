package io.coinslot.cardregistry.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.cardregistry.issuer.IssuerFailure;
import io.coinslot.cardregistry.issuer.TaskOutcome;
import io.coinslot.cardregistry.registration.CardAction;
import io.coinslot.cardregistry.registration.CardAction.Kind;
import io.coinslot.cardregistry.registration.CardEntry;
import io.coinslot.cardregistry.registration.Registration;
import io.coinslot.cardregistry.registration.RegistrationState;
import io.coinslot.cardregistry.registration.SelectionMode;
import io.coinslot.cardregistry.registration.Undecided;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A card that the financial company never decides, until an operator sees to it. */
class UndecidedCardTest extends OneCard {
    private String id;

    @BeforeEach
    void ask() throws Exception {
        registry.issuer.decides(new TaskOutcome.Undecided());
        id = registry.asked(SelectionMode.ALL, "app-1");
    }

    private CardEntry card() {
        return registry.card(id, "1111");
    }

    private void companyDecides(TaskOutcome outcome) {
        registry.issuer.decide(card().taskId(), outcome);
    }

    private Optional<Registration> operator(Kind what) {
        CardAction action = new CardAction(registry.clock.instant(), "admin", what, "as the company says");
        return registry.registrations.resolve(id, card().cardReferenceId(), action);
    }

    @Test
    void isLeftToAnOperatorAndStaysClaimed() throws Exception {
        assertThat(card().isLeftToOperator()).isFalse();
        registry.passHoursOfLookUps();
        assertThat(card().isLeftToOperator()).isTrue();
        assertThat(card().undecided())
                .isEqualTo(new Undecided(45, null, card().undecided().leftAt()));
        String next = registry.asked(SelectionMode.ALL, "app-1");
        assertThat(registry.get(next).errorCode()).isEqualTo("CARD_ALREADY_ON_DEVICE");
    }

    @Test
    void saysWhyTheCompanyGaveNoAnswer() throws Exception {
        registry.issuer.noLookUps.put(
                card().taskId(), new IssuerFailure(IssuerFailure.Kind.RETRY_LATER, "SYSTEM_BUSY", null, null));
        registry.passHoursOfLookUps();
        assertThat(card().undecided().lastFailure()).isEqualTo("SYSTEM_BUSY");
    }

    @Test
    void isNoLongerUndecidedOnceTheCompanyTellsItsDecisionAllTheSame() throws Exception {
        registry.passHoursOfLookUps();
        companyDecides(TestIssuer.approved("DWSB-late"));
        registry.registrations.heardOf(card().taskId());
        registry.pass(Duration.ofSeconds(1));
        assertThat(card().state()).isEqualTo(RegistrationState.COMPLETED);
        assertThat(card().isLeftToOperator()).isFalse();
        assertThat(card().undecided()).isNull();
    }

    @Test
    void tellsItsDeviceOfNoOperatorOnceTheCompanyHasDecided() throws Exception {
        registry.passHoursOfLookUps();
        assertThat(card().reasonCode()).isEqualTo("LEFT_TO_OPERATOR");
        companyDecides(TestIssuer.stepUp("DWSB-late"));
        registry.registrations.heardOf(card().taskId());
        registry.pass(Duration.ofSeconds(1));
        assertThat(card().state()).isEqualTo(RegistrationState.AUTHENTICATION_REQUIRED);
        assertThat(card().reasonCode()).isNull();
    }

    @Test
    void tellsItsDeviceOfNoOperatorWhileItsTokenIsOnTheWay() throws Exception {
        registry.passHoursOfLookUps();
        companyDecides(TestIssuer.approved("DWSB-late"));
        registry.claims.failure = new IllegalStateException("the store does not do it");
        registry.registrations.heardOf(card().taskId());
        registry.pass(Duration.ofSeconds(1));
        assertThat(card().state()).isEqualTo(RegistrationState.PROVISIONING);
        assertThat(card().reasonCode()).isNull();
    }

    @Test
    void isAskedForAgainAsOftenAsTheFirstTime() throws Exception {
        registry.passHoursOfLookUps();
        operator(Kind.REDRIVE);
        assertThat(card().isLeftToOperator()).isFalse();
        assertThat(card().undecided()).isNull();
        int before = registry.issuer.lookedUp.size();
        registry.passHoursOfLookUps();
        assertThat(registry.issuer.lookedUp).hasSize(before + 45);
        assertThat(card().isLeftToOperator()).as("in vain once more").isTrue();
        companyDecides(TestIssuer.approved("DWSB-late"));
        operator(Kind.REDRIVE);
        registry.run();
        assertThat(card().state()).isEqualTo(RegistrationState.COMPLETED);
        assertThat(card().operatorActions()).extracting(CardAction::action).containsExactly(Kind.REDRIVE, Kind.REDRIVE);
        assertThat(registry.issuer.tokenized).as("one task").hasSize(1);
    }

    @Test
    void isFreeOnceTheCompanyHasConfirmedThatItMakesNoToken() throws Exception {
        registry.passHoursOfLookUps();
        Registration settled = operator(Kind.SETTLE).orElseThrow();
        registry.run();
        assertThat(settled.state()).isEqualTo(RegistrationState.FAILED);
        assertThat(settled.errorCode()).isEqualTo("NEVER_DECIDED");
        assertThat(settled.cards().getFirst().operatorActions()).hasSize(1);
        assertThat(registry.claims.count()).isZero();
        String next = registry.asked(SelectionMode.ALL, "app-1");
        assertThat(registry.state(next)).isEqualTo(RegistrationState.COMPLETED);
    }

    @Test
    void hasNoTokenThatTheCompanyMakesAfterItHasConfirmedThatItMakesNone() throws Exception {
        registry.passHoursOfLookUps();
        operator(Kind.SETTLE);
        registry.run();
        companyDecides(TestIssuer.approved("DWSB-after-all"));
        registry.pass(Duration.ofMinutes(2));
        assertThat(registry.issuer.deleted).containsExactly("DWSB-after-all");
        assertThat(registry.state(id)).isEqualTo(RegistrationState.FAILED);
    }

    @Test
    void staysAsItIsIfNobodyLeftIt() throws Exception {
        operator(Kind.SETTLE);
        assertThat(card().state()).isEqualTo(RegistrationState.ISSUER_SUBMITTED);
        registry.passHoursOfLookUps();
        operator(Kind.SETTLE);
        operator(Kind.SETTLE);
        assertThat(card().operatorActions()).hasSize(1);
        CardAction action = new CardAction(registry.clock.instant(), "admin", Kind.SETTLE, "");
        assertThat(registry.registrations.resolve(id, "crd_none", action)).isEmpty();
        assertThat(registry.registrations.resolve("reg_none", "crd_none", action))
                .isEmpty();
    }
}
