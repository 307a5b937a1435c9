package io.coinslot.cardregistry.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.cardregistry.issuer.IssuerFailure;
import io.coinslot.cardregistry.registration.RegistrationState;
import io.coinslot.cardregistry.registration.SelectionMode;
import io.coinslot.cardregistry.token.ChangeRequest;
import io.coinslot.cardregistry.token.OperatorAction;
import io.coinslot.cardregistry.token.OperatorAction.Kind;
import io.coinslot.cardregistry.token.ParkedChange;
import io.coinslot.cardregistry.token.StatusReport;
import io.coinslot.cardregistry.token.Suspender;
import io.coinslot.cardregistry.token.TokenChange;
import io.coinslot.cardregistry.token.TokenStatus;
import io.coinslot.cardregistry.token.Tokens.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a deleted token is gone at the financial company too, and its card free. */
class TokenDeletionTest extends OneToken {
    private void delete() throws Exception {
        registry.tokens.delete("DWSB-1", Registry.key("d"), new ChangeRequest(Suspender.CARDHOLDER, "OTHER", "", null));
        registry.run();
    }

    private void assertThatTheCardIsFreeOnceTheCompanyDeletesTheToken() throws Exception {
        assertThat(registry.tokens.find("DWSB-1").status()).isEqualTo(TokenStatus.DEACTIVATED);
        String tooEarly = registry.asked(SelectionMode.ALL, "app-1");
        assertThat(registry.get(tooEarly).errorCode()).isEqualTo("CARD_ALREADY_ON_DEVICE");
        registry.issuer.noDeletion = null;
        registry.issuer.deletedAs = "DEACTIVATED";
        registry.pass(Duration.ofMinutes(1));
        assertThat(registry.claims.count()).isZero();
        assertThat(registry.state(registry.asked(SelectionMode.ALL, "app-1"))).isEqualTo(RegistrationState.COMPLETED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP_404", "NOT_FOUND", "INVALID_FIELD_VALUE", "TOKEN_NOT_CHANGED"})
    void isNotTakenForGoneBecauseTheCompanyRefusesToDeleteIt(String code) throws Exception {
        registry.issuer.noDeletion = new IssuerFailure(IssuerFailure.Kind.REFUSED, code, null, null);
        delete();
        assertThatTheCardIsFreeOnceTheCompanyDeletesTheToken();
    }

    @Test
    void isNotTakenForGoneBecauseTheCompanyAnswersSomething() throws Exception {
        registry.issuer.deletedAs = "ACTIVE";
        delete();
        assertThatTheCardIsFreeOnceTheCompanyDeletesTheToken();
    }

    private static OperatorAction by(Kind kind) {
        return new OperatorAction(
                Instant.parse("2026-12-24T00:00:00Z"),
                "admin",
                kind,
                "the company has mended it",
                TokenChange.DELETE,
                null);
    }

    private void giveUp() throws Exception {
        registry.issuer.noDeletion = new IssuerFailure(IssuerFailure.Kind.REFUSED, "SYSTEM_BUSY", null, null);
        delete();
        registry.passMoreThanAWeek();
        assertThat(registry.tokenAggregates.tasks("DWSB-1")).isEmpty();
        assertThat(registry.claims.count()).isEqualTo(1);
    }

    @Test
    void isParkedOnceItWasGivenUpAndTakenUpAgainByAnOperator() throws Exception {
        giveUp();
        ParkedChange parked = registry.tokens.find("DWSB-1").parkedDeletion();
        assertThat(parked.attempts()).isEqualTo(200);
        assertThat(parked.lastFailure()).isEqualTo("SYSTEM_BUSY");
        registry.issuer.noDeletion = null;
        registry.tokens.resolve("DWSB-1", by(Kind.REDRIVE));
        registry.tokens.resolve("DWSB-1", by(Kind.REDRIVE));
        registry.run();
        assertThat(registry.issuer.deleted).containsExactly("DWSB-1");
        assertThat(registry.tokens.find("DWSB-1").parkedDeletion()).isNull();
        assertThat(registry.tokens.find("DWSB-1").operatorActions()).containsExactly(by(Kind.REDRIVE));
        assertThat(registry.claims.count()).isZero();
    }

    @Test
    void isNotGivenUpSoonerIfTheCompanyNamesShortTimes() throws Exception {
        registry.issuer.noDeletion =
                new IssuerFailure(IssuerFailure.Kind.RETRY_LATER, "SYSTEM_BUSY", Duration.ofSeconds(5), null);
        delete();
        for (int turn = 0; turn < 250; turn++) {
            registry.pass(Duration.ofSeconds(5));
        }
        assertThat(registry.tokens.find("DWSB-1").parkedDeletion()).isNull();
        registry.issuer.noDeletion = null;
        registry.pass(Duration.ofHours(1));
        assertThat(registry.issuer.deleted).containsExactly("DWSB-1");
    }

    @Test
    void isParkedAgainIfTheCompanyStillDoesNotDoIt() throws Exception {
        giveUp();
        registry.tokens.resolve("DWSB-1", by(Kind.REDRIVE));
        assertThat(registry.tokens.find("DWSB-1").parkedDeletion()).isNull();
        registry.passMoreThanAWeek();
        assertThat(registry.tokens.find("DWSB-1").parkedDeletion()).isNotNull();
    }

    @Test
    void freesTheCardWhenAnOperatorAnswersForIt() throws Exception {
        giveUp();
        registry.tokens.resolve("DWSB-1", by(Kind.SETTLE));
        registry.run();
        assertThat(registry.claims.count()).isZero();
        assertThat(registry.tokens.find("DWSB-1").parkedDeletion()).isNull();
        assertThat(registry.tokens.find("DWSB-1").status()).isEqualTo(TokenStatus.DEACTIVATED);
    }

    @Test
    void freesTheCardWhenTheCompanyTellsByItselfThatTheTokenIsGone() throws Exception {
        giveUp();
        StatusReport gone = StatusReport.told("DEACTIVATED", Set.of(), registry.clock.instant(), null);
        registry.tokens.reported(new Report("n-1", "DWSB-1", "bank", "", gone, null, null));
        registry.run();
        assertThat(registry.claims.count()).isZero();
        assertThat(registry.tokens.find("DWSB-1").parkedDeletion()).isNull();
    }

    private void told(String requestId, Instant at) throws Exception {
        StatusReport gone = StatusReport.told("DEACTIVATED", Set.of(), at, null);
        registry.tokens.reported(new Report(requestId, "DWSB-1", "bank", "", gone, null, null));
        registry.run();
    }

    @Test
    void freesTheCardWhenTheCompanyTellsThatTheTokenIsGoneBeforeItAnswersSo() throws Exception {
        registry.issuer.noDeletion = new IssuerFailure(IssuerFailure.Kind.REFUSED, "SYSTEM_BUSY", null, null);
        delete();
        told("n-1", registry.clock.instant());
        assertThat(registry.claims.count()).isZero();
        assertThat(registry.tokenAggregates.tasks("DWSB-1")).isEmpty();
    }

    @Test
    void isNoNewsIfTheCompanyAnsweredThatTheTokenIsGone() throws Exception {
        delete();
        assertThat(registry.claims.count()).isZero();
        long version = registry.tokenAggregates.find("DWSB-1").version();
        Instant answered = Instant.parse("2026-11-22T12:00:00.001Z");
        told("n-1", answered);
        told("n-2", answered);
        assertThat(registry.tokenAggregates.find("DWSB-1").version()).isEqualTo(version);
    }

    @Test
    void leavesATokenAloneThatIsNotParked() throws Exception {
        registry.tokens.resolve("DWSB-1", by(Kind.SETTLE));
        assertThat(registry.tokens.resolve("DWSB-none", by(Kind.SETTLE))).isEmpty();
        registry.run();
        assertThat(registry.tokens.find("DWSB-1").status()).isEqualTo(TokenStatus.ACTIVE);
        assertThat(registry.claims.count()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TOKEN_NOT_FOUND", "TOKEN_DEACTIVATED"})
    void isGoneIfTheCompanySaysSoByName(String code) throws Exception {
        registry.issuer.noDeletion = new IssuerFailure(IssuerFailure.Kind.REFUSED, code, null, null);
        delete();
        assertThat(registry.claims.count()).isZero();
    }
}
