package io.coinslot.cardregistry.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.coinslot.cardregistry.issuer.IssuerFailure;
import io.coinslot.cardregistry.issuer.IssuerFailure.Kind;
import io.coinslot.cardregistry.token.ChangeRequest;
import io.coinslot.cardregistry.token.OperatorAction;
import io.coinslot.cardregistry.token.ParkedChange;
import io.coinslot.cardregistry.token.StatusReport;
import io.coinslot.cardregistry.token.Suspender;
import io.coinslot.cardregistry.token.Token;
import io.coinslot.cardregistry.token.TokenChange;
import io.coinslot.cardregistry.token.TokenRefusal;
import io.coinslot.cardregistry.token.TokenStatus;
import io.coinslot.cardregistry.token.Tokens.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A suspension, or its lifting, that the financial company does not do for as long as it is told. */
class HoldGivenUpTest extends OneToken {
    private static final ChangeRequest BY_CARDHOLDER =
            new ChangeRequest(Suspender.CARDHOLDER, "LOST", "in a taxi", null);

    private void suspend() throws Exception {
        registry.tokens.suspend("DWSB-1", Registry.key("s"), BY_CARDHOLDER);
        registry.run();
    }

    private void unsuspend() throws Exception {
        registry.tokens.unsuspend("DWSB-1", Registry.key("u"), BY_CARDHOLDER);
        registry.run();
    }

    private void isIll() {
        registry.issuer.noChange = new IssuerFailure(Kind.RETRY_LATER, "SYSTEM_BUSY", null, null);
    }

    private void untilItIsGivenUp() throws Exception {
        registry.passMoreThanAWeek();
        assertThat(registry.tokenAggregates.tasks("DWSB-1")).isEmpty();
    }

    private void suspensionIsGivenUp() throws Exception {
        isIll();
        suspend();
        untilItIsGivenUp();
        registry.issuer.noChange = null;
    }

    private void liftingIsGivenUp() throws Exception {
        suspend();
        isIll();
        unsuspend();
        untilItIsGivenUp();
        registry.issuer.noChange = null;
    }

    private Token resolved(OperatorAction.Kind kind, TokenChange change) throws Exception {
        OperatorAction action = new OperatorAction(
                Instant.parse("2026-12-24T00:00:00Z"), "admin", kind, "it is well", change, Suspender.CARDHOLDER);
        registry.tokens.resolve("DWSB-1", action);
        registry.tokens.resolve("DWSB-1", action);
        registry.run();
        assertThat(token().operatorActions()).containsExactly(action);
        return token();
    }

    private void told(TokenStatus status, Set<Suspender> by) {
        Instant at = token().statusTimestamp().plusSeconds(1);
        registry.tokens.reported(
                new Report("n-" + at, "DWSB-1", "bank", "", new StatusReport(status, by, at, null), null, null));
    }

    /** A device lifts it, then the phone is stolen, and its owner calls the company. */
    @Test
    void isLiftedNoMoreOnceTheCompanyTellsOfANewOne() throws Exception {
        suspend();
        registry.issuer.noChange = new IssuerFailure(Kind.UNKNOWN, "ISSUER_UNAVAILABLE", null, null);
        unsuspend();
        StatusReport anew =
                new StatusReport(TokenStatus.SUSPENDED, Set.of(Suspender.CARDHOLDER), registry.issuer.next(), null);
        registry.tokens.reported(new Report("n-anew", "DWSB-1", "bank", "", anew, null, null));
        registry.issuer.noChange = null;
        registry.pass(Duration.ofHours(1));
        assertThat(token().status()).isEqualTo(TokenStatus.SUSPENDED);
        assertThat(registry.issuer.suspended.get("DWSB-1")).containsExactly("CARDHOLDER");
        assertThat(registry.tokens
                        .unsuspend(
                                "DWSB-1",
                                Registry.key("u"),
                                new ChangeRequest(Suspender.CARDHOLDER, "FOUND", "", "watch"))
                        .refusal())
                .as("the service lifts what was asked for at the company")
                .isEqualTo(TokenRefusal.HELD_FROM_ELSEWHERE);
        unsuspend();
        assertThat(token().status()).isEqualTo(TokenStatus.ACTIVE);
    }

    @Test
    void isNotToldAgainForAnOperatorOnceTheCompanyTellsOfANewOne() throws Exception {
        liftingIsGivenUp();
        told(TokenStatus.SUSPENDED, Set.of(Suspender.CARDHOLDER));
        assertThat(token().parkedChanges()).isEmpty();
        assertThat(token().suspendedBy()).containsExactly(Suspender.CARDHOLDER);
    }

    @Test
    void isParkedWithWhatWasToBeDoneAndWhyItWasNot() throws Exception {
        suspensionIsGivenUp();
        ParkedChange parked = token().parkedChanges().getFirst();
        assertThat(parked.change()).isEqualTo(TokenChange.SUSPEND);
        assertThat(parked.attempts()).isEqualTo(200);
        assertThat(parked.lastFailure()).isEqualTo("SYSTEM_BUSY");
        assertThat(parked.reasonCode()).isEqualTo("LOST");
        assertThat(token().suspendedBy()).as("it is held back here").containsExactly(Suspender.CARDHOLDER);
    }

    @Test
    void isToldAgainForAnOperator() throws Exception {
        suspensionIsGivenUp();
        Token held = resolved(OperatorAction.Kind.REDRIVE, TokenChange.SUSPEND);
        assertThat(registry.issuer.suspended.get("DWSB-1")).containsExactly("CARDHOLDER");
        assertThat(held.parkedChanges()).isEmpty();
        assertThat(held.untold()).isEmpty();
    }

    @Test
    void isBelievedOfTheCompanyOnceAnOperatorAnswersForIt() throws Exception {
        suspensionIsGivenUp();
        told(TokenStatus.ACTIVE, Set.of());
        assertThat(token().status()).as("it is not known there yet").isEqualTo(TokenStatus.SUSPENDED);
        Token held = resolved(OperatorAction.Kind.SETTLE, TokenChange.SUSPEND);
        assertThat(held.status()).isEqualTo(TokenStatus.SUSPENDED);
        assertThat(held.parkedChanges()).isEmpty();
        told(TokenStatus.ACTIVE, Set.of());
        assertThat(token().status()).isEqualTo(TokenStatus.ACTIVE);
    }

    @Test
    void isDoneIfTheCompanyTellsThatItHoldsTheToken() throws Exception {
        suspensionIsGivenUp();
        told(TokenStatus.SUSPENDED, Set.of(Suspender.CARDHOLDER));
        assertThat(token().parkedChanges()).isEmpty();
        assertThat(token().untold()).isEmpty();
    }

    @Test
    void isNoLongerToBeDoneIfTheTokenIsLetGoOrDeleted() throws Exception {
        suspensionIsGivenUp();
        unsuspend();
        assertThat(token().status()).isEqualTo(TokenStatus.ACTIVE);
        assertThat(token().parkedChanges()).isEmpty();
        suspensionIsGivenUp();
        registry.tokens.delete("DWSB-1", Registry.key("d"), BY_CARDHOLDER);
        registry.run();
        assertThat(token().parkedChanges()).isEmpty();
    }

    @Test
    void isParkedAtOnceIfTheCompanyRefusesToHoldTheToken() throws Exception {
        registry.issuer.noChange = new IssuerFailure(Kind.REFUSED, "NOT_ALLOWED", null, null);
        suspend();
        assertThat(token().parkedChanges())
                .extracting(ParkedChange::lastFailure)
                .containsExactly("NOT_ALLOWED");
        suspend();
        assertThat(token().parkedChanges()).as("once").hasSize(1);
        registry.issuer.noChange = null;
        suspend();
        assertThat(token().parkedChanges()).isEmpty();
    }

    @Test
    void isALiftingThatAnOperatorHasTheCompanyToldOfAgain() throws Exception {
        liftingIsGivenUp();
        assertThat(token().parkedChanges()).extracting(ParkedChange::change).containsExactly(TokenChange.UNSUSPEND);
        assertThat(token().status()).isEqualTo(TokenStatus.SUSPENDED);
        Token free = resolved(OperatorAction.Kind.REDRIVE, TokenChange.UNSUSPEND);
        assertThat(free.status()).isEqualTo(TokenStatus.ACTIVE);
        assertThat(free.parkedChanges()).isEmpty();
        assertThat(registry.issuer.suspended.get("DWSB-1")).isEmpty();
    }

    @Test
    void isALiftingThatComesToTheCompanyAfterANewerSuspension() throws Exception {
        suspend();
        registry.issuer.noChange = new IssuerFailure(Kind.REFUSED, "NOT_ALLOWED", null, null);
        unsuspend();
        registry.issuer.noChange = null;
        registry.issuer.beforeLettingGo = () -> assertThatCode(this::suspend).doesNotThrowAnyException();
        resolved(OperatorAction.Kind.REDRIVE, TokenChange.UNSUSPEND);
        assertThat(registry.issuer.told).endsWith("unsuspend CARDHOLDER", "suspend CARDHOLDER");
        assertThat(registry.issuer.suspended.get("DWSB-1"))
                .as("the company let it go last")
                .isEmpty();
        told(TokenStatus.ACTIVE, Set.of());
        assertThat(token().suspendedBy()).containsExactly(Suspender.CARDHOLDER);
        registry.pass(Duration.ofMinutes(2));
        assertThat(registry.issuer.suspended.get("DWSB-1")).containsExactly("CARDHOLDER");
        assertThat(token().untold()).isEmpty();
    }

    @Test
    void isALiftingThatAnOperatorAnswersFor() throws Exception {
        liftingIsGivenUp();
        Token free = resolved(OperatorAction.Kind.SETTLE, TokenChange.UNSUSPEND);
        assertThat(free.status()).isEqualTo(TokenStatus.ACTIVE);
        assertThat(free.parkedChanges()).isEmpty();
        assertThat(registry.tokenAggregates.events().getLast().getClass().getSimpleName())
                .isEqualTo("TokenSuspensionLifted");
    }

    @Test
    void isALiftingThatWasMadeIfTheCompanyTellsSoOrThatIsNotWantedAnyMore() throws Exception {
        liftingIsGivenUp();
        suspend();
        registry.pass(Duration.ofMinutes(2));
        assertThat(token().parkedChanges()).as("it is to be held").isEmpty();
        isIll();
        unsuspend();
        untilItIsGivenUp();
        assertThat(token().parkedChanges()).hasSize(1);
        told(TokenStatus.ACTIVE, Set.of());
        assertThat(token().status()).isEqualTo(TokenStatus.ACTIVE);
        assertThat(token().parkedChanges()).isEmpty();
    }

    private void holdAndItsLiftingAreRefused() throws Exception {
        registry.issuer.noChange = new IssuerFailure(Kind.REFUSED, "NOT_ALLOWED", null, null);
        suspend();
        unsuspend();
        registry.pass(Duration.ofMinutes(2));
        assertThat(registry.tokenAggregates.tasks("DWSB-1")).isEmpty();
    }

    @Test
    void isALiftingThatTheCompanyRefuses() throws Exception {
        holdAndItsLiftingAreRefused();
        ParkedChange parked = token().parkedChanges().getFirst();
        assertThat(parked.change()).isEqualTo(TokenChange.UNSUSPEND);
        assertThat(parked.lastFailure()).isEqualTo("NOT_ALLOWED");
        assertThat(token().status()).isEqualTo(TokenStatus.SUSPENDED);
        Token free = resolved(OperatorAction.Kind.SETTLE, TokenChange.UNSUSPEND);
        assertThat(free.status()).isEqualTo(TokenStatus.ACTIVE);
        assertThat(free.parkedChanges()).isEmpty();
    }

    @Test
    void isARefusedLiftingThatIsMadeIfTheCompanyTellsThatItDoesNotHoldTheToken() throws Exception {
        holdAndItsLiftingAreRefused();
        told(TokenStatus.ACTIVE, Set.of());
        assertThat(token().status()).as("nobody wants it held").isEqualTo(TokenStatus.ACTIVE);
        assertThat(token().parkedChanges()).isEmpty();
    }

    @Test
    void isARefusedLiftingThatIsNotWantedAnyMore() throws Exception {
        holdAndItsLiftingAreRefused();
        registry.issuer.noChange = null;
        suspend();
        assertThat(token().parkedChanges()).isEmpty();
        assertThat(token().suspendedBy()).containsExactly(Suspender.CARDHOLDER);
        assertThat(registry.issuer.suspended.get("DWSB-1")).containsExactly("CARDHOLDER");
    }

    @Test
    void leavesWhatIsNotParkedAlone() throws Exception {
        suspensionIsGivenUp();
        OperatorAction lifting = new OperatorAction(
                Instant.EPOCH, "admin", OperatorAction.Kind.SETTLE, "", TokenChange.UNSUSPEND, Suspender.CARDHOLDER);
        OperatorAction anothers = new OperatorAction(
                Instant.EPOCH, "admin", OperatorAction.Kind.SETTLE, "", TokenChange.SUSPEND, Suspender.DEVICE_LOCKED);
        registry.tokens.resolve("DWSB-1", lifting);
        registry.tokens.resolve("DWSB-1", anothers);
        assertThat(token().parkedChanges()).hasSize(1);
        assertThat(token().operatorActions()).isNull();
    }
}
