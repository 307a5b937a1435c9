package io.coinslot.cardregistry.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.cardregistry.issuer.FinancialCompany.TokenReport;
import io.coinslot.cardregistry.issuer.TaskOutcome;
import io.coinslot.cardregistry.registration.IssuedToken;
import io.coinslot.cardregistry.registration.RegistrationState;
import io.coinslot.cardregistry.registration.SelectionMode;
import io.coinslot.cardregistry.token.ChangeRequest;
import io.coinslot.cardregistry.token.ParkedChange;
import io.coinslot.cardregistry.token.StatusReport;
import io.coinslot.cardregistry.token.Suspender;
import io.coinslot.cardregistry.token.TokenStatus;
import io.coinslot.cardregistry.token.Tokens.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a company answers that was told to hold a token back, or to let it go, in words of its own. */
class HoldAnswersTest extends OneToken {
    private static ChangeRequest by(Suspender suspender) {
        return new ChangeRequest(suspender, "OTHER", "", null);
    }

    private void suspend(Suspender suspender) throws Exception {
        registry.tokens.suspend("DWSB-1", Registry.key("s"), by(suspender));
        registry.run();
    }

    private void unsuspend(Suspender suspender) throws Exception {
        registry.tokens.unsuspend("DWSB-1", Registry.key("u"), by(suspender));
        registry.run();
    }

    private void answers(String status, String... suspenders) {
        registry.issuer.answering = report -> new TokenReport(status, Set.of(suspenders), report.statusTimestamp());
    }

    private void answersTheTruth() {
        registry.issuer.answering = report -> report;
    }

    private void reports(String status, String... suspenders) {
        StatusReport report = StatusReport.told(status, List.of(suspenders), registry.issuer.next(), null);
        registry.tokens.reported(new Report("r-" + report.statusTimestamp(), "DWSB-1", "bank", "", report, null, null));
    }

    private List<String> events() {
        return registry.tokenAggregates.events().stream()
                .map(event -> event.getClass().getSimpleName())
                .toList();
    }

    @Test
    void aHoldThatIsNotMadeYetIsToldAgain() throws Exception {
        answers("ACTIVE");
        suspend(Suspender.CARDHOLDER);
        assertThat(token().suspendedBy()).containsExactly(Suspender.CARDHOLDER);
        assertThat(token().untold()).containsExactly(Suspender.CARDHOLDER);
        assertThat(events()).doesNotContain("TokenSuspensionLifted");
        answersTheTruth();
        registry.pass(Duration.ofSeconds(1));
        assertThat(token().suspendedBy()).containsExactly(Suspender.CARDHOLDER);
        assertThat(token().untold()).isEmpty();
    }

    @Test
    void aHoldThatIsNeverMadeIsParked() throws Exception {
        answers("ACTIVE");
        suspend(Suspender.CARDHOLDER);
        registry.passMoreThanAWeek();
        assertThat(token().parkedChanges())
                .extracting(ParkedChange::lastFailure)
                .containsExactly("NOT_SUSPENDED");
        assertThat(token().suspendedBy()).containsExactly(Suspender.CARDHOLDER);
    }

    @Test
    void aHoldIsOursToLiftThoughTheAnswerNamesNobody() throws Exception {
        answers("SUSPENDED");
        suspend(Suspender.CARDHOLDER);
        suspend(Suspender.DEVICE_LOCKED);
        assertThat(token().suspendedBy()).containsExactlyInAnyOrder(Suspender.CARDHOLDER, Suspender.DEVICE_LOCKED);
        unsuspend(Suspender.CARDHOLDER);
        assertThat(token().suspendedBy()).containsExactly(Suspender.DEVICE_LOCKED);
        answersTheTruth();
        unsuspend(Suspender.DEVICE_LOCKED);
        assertThat(token().status()).isEqualTo(TokenStatus.ACTIVE);
    }

    @Test
    void aHoldIsOursToLiftThoughTheAnswerNamesUsInOtherWords() throws Exception {
        answers("SUSPENDED", "WALLET_USER");
        suspend(Suspender.CARDHOLDER);
        assertThat(token().suspendedBy()).containsExactly(Suspender.CARDHOLDER);
        reports("SUSPENDED", "WALLET_USER");
        assertThat(token().suspendedBy()).containsExactly(Suspender.CARDHOLDER);
        answersTheTruth();
        unsuspend(Suspender.CARDHOLDER);
        assertThat(token().status()).isEqualTo(TokenStatus.ACTIVE);
    }

    @Test
    void aHoldIsOursToLiftThoughTheAnswerNamesAnotherAlone() throws Exception {
        answers("SUSPENDED", "ISSUER");
        suspend(Suspender.CARDHOLDER);
        assertThat(token().suspendedBy()).containsExactlyInAnyOrder(Suspender.ISSUER, Suspender.CARDHOLDER);
    }

    @Test
    void aHoldIsOursToLiftWhileItIsToldTwice() throws Exception {
        suspend(Suspender.CARDHOLDER);
        registry.tokens.unsuspend("DWSB-1", Registry.key("u"), by(Suspender.CARDHOLDER));
        answers("SUSPENDED");
        suspend(Suspender.CARDHOLDER);
        assertThat(token().suspendedBy()).containsExactly(Suspender.CARDHOLDER);
        assertThat(token().untold()).containsExactly(Suspender.CARDHOLDER);
        registry.pass(Duration.ofMinutes(2));
        assertThat(token().suspendedBy()).containsExactly(Suspender.CARDHOLDER);
        assertThat(token().untold()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "REGULATOR"})
    void aHoldIsTheCompanysIfNobodyOfOursIsKnownToHoldTheToken(String name) throws Exception {
        reports("SUSPENDED", name.isEmpty() ? new String[0] : new String[] {name});
        assertThat(token().suspendedBy()).containsExactly(Suspender.ISSUER);
        suspend(Suspender.CARDHOLDER);
        registry.issuer.suspended.get("DWSB-1").add("REGULATOR");
        reports("SUSPENDED", "CARDHOLDER", "REGULATOR");
        assertThat(token().suspendedBy()).containsExactlyInAnyOrder(Suspender.ISSUER, Suspender.CARDHOLDER);
        unsuspend(Suspender.CARDHOLDER);
        assertThat(token().suspendedBy()).containsExactly(Suspender.ISSUER);
    }

    private void isHeldAsOfAClockThatIsAhead() throws Exception {
        registry.issuer.answering = report -> new TokenReport(
                report.status(), report.suspendedBy(), report.statusTimestamp().plusSeconds(60));
        suspend(Suspender.CARDHOLDER);
        answersTheTruth();
    }

    @Test
    void aLiftingIsMadeThoughTheHoldWasToldOfByAClockThatIsAhead() throws Exception {
        isHeldAsOfAClockThatIsAhead();
        unsuspend(Suspender.CARDHOLDER);
        assertThat(token().lettingGo()).as("it is not done").containsExactly(Suspender.CARDHOLDER);
        registry.issuer.answering = report -> new TokenReport(
                report.status(), report.suspendedBy(), report.statusTimestamp().plusSeconds(90));
        registry.pass(Duration.ofMinutes(2));
        assertThat(token().status()).isEqualTo(TokenStatus.ACTIVE);
        assertThat(token().lettingGo()).isEmpty();
    }

    @Test
    void aLiftingIsMadeOnceTheCompanySaysThatItHoldsTheTokenNoMore() throws Exception {
        isHeldAsOfAClockThatIsAhead();
        unsuspend(Suspender.CARDHOLDER);
        assertThat(token().status()).isEqualTo(TokenStatus.SUSPENDED);
        registry.pass(Duration.ofSeconds(1));
        assertThat(token().status()).isEqualTo(TokenStatus.ACTIVE);
    }

    @Test
    void anAnswerOfAnotherYearDoesNotMakeTheTokenDeaf() throws Exception {
        registry.issuer.answering =
                report -> new TokenReport(report.status(), report.suspendedBy(), Instant.parse("2062-11-22T12:00:00Z"));
        suspend(Suspender.CARDHOLDER);
        answersTheTruth();
        registry.pass(Duration.ofMinutes(1));
        assertThat(token().statusTimestamp()).isBefore(registry.clock.instant());
    }

    /** The company's node writes its own hour, and calls it another's. */
    @Test
    void aMakingOfALaterTimeDoesNotMakeTheTokenDeaf() throws Exception {
        registry.issuer.decides(new TaskOutcome.Approved(made(Duration.ofHours(9))));
        String id = registry.asked(SelectionMode.ALL, "app-2");
        assertThat(registry.state(id)).isEqualTo(RegistrationState.COMPLETED);
        StatusReport held = StatusReport.told("SUSPENDED", List.of("ISSUER"), registry.clock.instant(), null);
        registry.tokens.reported(new Report("r-1", "DWSB-9", "bank", "", held, null, null));
        assertThat(registry.tokens.find("DWSB-9").suspendedBy()).containsExactly(Suspender.ISSUER);
    }

    @Test
    void whatWasToldBeforeAMakingOfALaterTimeCounts() throws Exception {
        StatusReport held = StatusReport.told(
                "SUSPENDED", List.of("ISSUER"), registry.clock.instant().minusSeconds(1), null);
        registry.tokens.reported(new Report("r-1", "DWSB-9", "bank", "", held, null, null));
        registry.issuer.decides(new TaskOutcome.Approved(made(Duration.ofHours(9))));
        registry.asked(SelectionMode.ALL, "app-2");
        assertThat(registry.tokens.find("DWSB-9").suspendedBy()).containsExactly(Suspender.ISSUER);
    }

    private IssuedToken made(Duration ahead) {
        IssuedToken made = TestIssuer.token("DWSB-9", "ACTIVE");
        return new IssuedToken(
                made.tokenUniqueReference(),
                made.panUniqueReference(),
                made.paymentAccountReference(),
                made.tokenPanSuffix(),
                made.accountPanSuffix(),
                made.tokenExpiry(),
                made.status(),
                registry.clock.instant().plus(ahead),
                null);
    }

    @Test
    void aLiftingThatIsNotMadeYetIsToldAgain() throws Exception {
        suspend(Suspender.CARDHOLDER);
        answers("SUSPENDED", "CARDHOLDER");
        unsuspend(Suspender.CARDHOLDER);
        assertThat(token().suspendedBy()).containsExactly(Suspender.CARDHOLDER);
        answersTheTruth();
        registry.pass(Duration.ofSeconds(1));
        assertThat(token().status()).isEqualTo(TokenStatus.ACTIVE);
    }
}
