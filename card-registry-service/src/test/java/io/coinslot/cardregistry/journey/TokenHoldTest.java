package io.coinslot.cardregistry.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.coinslot.cardregistry.issuer.IssuerFailure;
import io.coinslot.cardregistry.issuer.IssuerFailure.Kind;
import io.coinslot.cardregistry.issuer.TaskOutcome;
import io.coinslot.cardregistry.registration.RegistrationState;
import io.coinslot.cardregistry.registration.SelectionMode;
import io.coinslot.cardregistry.token.ChangeRequest;
import io.coinslot.cardregistry.token.StatusReport;
import io.coinslot.cardregistry.token.Suspender;
import io.coinslot.cardregistry.token.Token;
import io.coinslot.cardregistry.token.TokenFace;
import io.coinslot.cardregistry.token.TokenStatus;
import io.coinslot.cardregistry.token.Tokens.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What must not let a token go that somebody holds back. */
class TokenHoldTest extends OneToken {
    private static final Instant LATER = Instant.parse("2026-11-22T13:00:00Z");
    private static final ChangeRequest BY_CARDHOLDER = new ChangeRequest(Suspender.CARDHOLDER, "OTHER", "", null);

    private void suspend() {
        registry.tokens.suspend("DWSB-1", Registry.key("s"), BY_CARDHOLDER);
    }

    private void unsuspend() {
        registry.tokens.unsuspend("DWSB-1", Registry.key("u"), BY_CARDHOLDER);
    }

    private void report(String company, String reference, TokenStatus status, Set<Suspender> by, Instant at) {
        registry.tokens.reported(new Report(
                "r-" + company + at, reference, company, "t", new StatusReport(status, by, at, null), null, null));
    }

    @Test
    void isTheCompanysToLetGoIfItNamesNobodyWeKnow() {
        report("bank", "DWSB-1", TokenStatus.SUSPENDED, Set.of(), LATER);
        assertThat(token().status()).isEqualTo(TokenStatus.SUSPENDED);
        assertThat(token().suspendedBy()).containsExactly(Suspender.ISSUER);
        report("bank", "DWSB-1", TokenStatus.ACTIVE, Set.of(), LATER.plusSeconds(1));
        assertThat(token().status()).isEqualTo(TokenStatus.ACTIVE);
    }

    @Test
    void isHeldAgainWhileItIsBeingLetGo() throws Exception {
        suspend();
        registry.run();
        unsuspend();
        suspend();
        registry.run();
        assertThat(token().suspendedBy()).containsExactly(Suspender.CARDHOLDER);
        assertThat(registry.issuer.suspended.get("DWSB-1")).containsExactly("CARDHOLDER");
        unsuspend();
        registry.run();
        assertThat(token().status()).isEqualTo(TokenStatus.ACTIVE);
    }

    @Test
    void staysHeldThoughTheCompanyHearsTheOlderWishLast() throws Exception {
        suspend();
        registry.run();
        unsuspend();
        registry.issuer.beforeLettingGo = () -> {
            suspend();
            assertThatCode(registry::run).doesNotThrowAnyException();
        };
        registry.run();
        assertThat(registry.issuer.told).endsWith("unsuspend CARDHOLDER", "suspend CARDHOLDER");
        assertThat(registry.issuer.suspended.get("DWSB-1"))
                .as("the company let it go last")
                .isEmpty();
        report(
                "bank",
                "DWSB-1",
                TokenStatus.ACTIVE,
                Set.of(),
                token().statusTimestamp().plusMillis(1));
        assertThat(token().suspendedBy()).containsExactly(Suspender.CARDHOLDER);
        registry.pass(Duration.ofMinutes(2));
        assertThat(registry.issuer.suspended.get("DWSB-1")).containsExactly("CARDHOLDER");
        assertThat(token().untold()).isEmpty();
        unsuspend();
        registry.run();
        assertThat(token().status()).isEqualTo(TokenStatus.ACTIVE);
        registry.pass(Duration.ofMinutes(5));
        assertThat(registry.issuer.suspended.get("DWSB-1")).isEmpty();
    }

    private void liftingOvertakesTheHold() throws Exception {
        suspend();
        registry.issuer.beforeHolding = () -> {
            unsuspend();
            assertThatCode(registry::run).doesNotThrowAnyException();
        };
        registry.run();
        assertThat(registry.issuer.told).containsExactly("suspend CARDHOLDER", "unsuspend CARDHOLDER");
        assertThat(registry.issuer.suspended.get("DWSB-1"))
                .as("the company held it last")
                .containsExactly("CARDHOLDER");
    }

    @Test
    void isLetGoThoughTheCompanyHearsTheOlderWishToHoldItLast() throws Exception {
        liftingOvertakesTheHold();
        registry.pass(Duration.ofMinutes(2));
        assertThat(registry.issuer.suspended.get("DWSB-1")).isEmpty();
        assertThat(token().status()).isEqualTo(TokenStatus.ACTIVE);
        assertThat(token().lettingGo()).isEmpty();
        assertThat(registry.tokenAggregates.tasks("DWSB-1")).isEmpty();
    }

    @Test
    void isHeldAgainThoughALiftingIsStillToBeToldOnceMore() throws Exception {
        liftingOvertakesTheHold();
        suspend();
        registry.run();
        registry.pass(Duration.ofMinutes(2));
        assertThat(token().suspendedBy()).containsExactly(Suspender.CARDHOLDER);
        assertThat(token().untold()).isEmpty();
        assertThat(registry.issuer.suspended.get("DWSB-1")).containsExactly("CARDHOLDER");
        assertThat(registry.issuer.told).endsWith("suspend CARDHOLDER", "suspend CARDHOLDER");
    }

    @Test
    void isToldOfNoLiftingOnceItIsDeleted() throws Exception {
        liftingOvertakesTheHold();
        registry.tokens.delete("DWSB-1", Registry.key("d"), BY_CARDHOLDER);
        registry.run();
        int told = registry.issuer.told.size();
        registry.pass(Duration.ofMinutes(2));
        assertThat(registry.issuer.told).hasSize(told);
        assertThat(registry.tokenAggregates.tasks("DWSB-1")).isEmpty();
    }

    @Test
    void isHeldBackIfTheCompanyTellsAStateThatIsNotKnown() throws Exception {
        registry.peers.with(TestPeers.WALLET, "w3", "3333", null);
        registry.issuer.decides(new TaskOutcome.Approved(TestIssuer.token("DWSB-3", "DORMANT")));
        String id = registry.asked(SelectionMode.ALL, "app-1");
        assertThat(registry.state(id)).isEqualTo(RegistrationState.COMPLETED);
        assertThat(registry.tokens.find("DWSB-3").suspendedBy()).containsExactly(Suspender.ISSUER);
        report("bank", "DWSB-3", TokenStatus.ACTIVE, Set.of(), LATER);
        assertThat(registry.tokens.find("DWSB-3").status()).isEqualTo(TokenStatus.ACTIVE);
    }

    @Test
    void isHeldWhateverIsToldOfItIfTheCompanyRefusedToHoldIt() throws Exception {
        registry.issuer.noChange = new IssuerFailure(Kind.REFUSED, "NOT_ALLOWED", null, null);
        suspend();
        registry.run();
        report("bank", "DWSB-1", TokenStatus.ACTIVE, Set.of(), LATER);
        assertThat(token().suspendedBy()).containsExactly(Suspender.CARDHOLDER);
        registry.issuer.noChange = null;
        unsuspend();
        registry.run();
        assertThat(token().status()).isEqualTo(TokenStatus.ACTIVE);
    }

    @Test
    void isHeldAsLongAsTheCompanyRefusesToLetItGo() throws Exception {
        suspend();
        registry.run();
        registry.issuer.noChange = new IssuerFailure(Kind.REFUSED, "NOT_ALLOWED", null, null);
        unsuspend();
        registry.run();
        assertThat(token().suspendedBy()).containsExactly(Suspender.CARDHOLDER);
        registry.issuer.noChange = null;
        unsuspend();
        registry.run();
        assertThat(token().status()).isEqualTo(TokenStatus.ACTIVE);
    }

    @Test
    void isToldOfByTheCompanyThatMadeItAlone() {
        report("bank", "DWSB-1", TokenStatus.SUSPENDED, Set.of(Suspender.ISSUER), LATER);
        report("rival", "DWSB-1", TokenStatus.ACTIVE, Set.of(), LATER.plusSeconds(1));
        report("rival", "DWSB-1", TokenStatus.DEACTIVATED, Set.of(), LATER.plusSeconds(2));
        registry.tokens.reported(new Report(
                "r-face", "DWSB-1", "rival", "t", null, new TokenFace("FWSB-9", null, null, "9999", null, null), null));
        assertThat(token().suspendedBy()).containsExactly(Suspender.ISSUER);
        assertThat(token().face().accountPanSuffix()).isEqualTo("1111");
    }

    @Test
    void belongsToTheCompanyThatMadeItWhoeverNamedItBefore() throws Exception {
        report("rival", "DWSB-2", TokenStatus.SUSPENDED, Set.of(Suspender.ISSUER), LATER);
        registry.peers.with(TestPeers.WALLET, "w2", "2222", null);
        registry.issuer.decides(TestIssuer.approved("DWSB-2"));
        registry.asked(SelectionMode.ALL, "app-1");
        Token made = registry.tokens.find("DWSB-2");
        assertThat(made.issuerId()).isEqualTo("bank");
        assertThat(made.status()).isEqualTo(TokenStatus.ACTIVE);
    }
}
