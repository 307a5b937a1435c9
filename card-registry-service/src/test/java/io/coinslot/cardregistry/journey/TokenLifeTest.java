package io.coinslot.cardregistry.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.cardregistry.registration.RegistrationState;
import io.coinslot.cardregistry.registration.RequestKey;
import io.coinslot.cardregistry.registration.SelectionMode;
import io.coinslot.cardregistry.token.ChangeRequest;
import io.coinslot.cardregistry.token.StatusReport;
import io.coinslot.cardregistry.token.Suspender;
import io.coinslot.cardregistry.token.Token;
import io.coinslot.cardregistry.token.TokenFace;
import io.coinslot.cardregistry.token.TokenRefusal;
import io.coinslot.cardregistry.token.TokenStatus;
import io.coinslot.cardregistry.token.Tokens.Report;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A token from the device to its end: suspenders, the financial company's reports, deletion. */
class TokenLifeTest extends OneToken {
    private String reference = "DWSB-1";

    @Override
    Token token() {
        return registry.tokens.find(reference);
    }

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private static ChangeRequest by(Suspender suspender) {
        return new ChangeRequest(suspender, "OTHER", "", null);
    }

    private TokenRefusal suspend(Suspender suspender) throws Exception {
        TokenRefusal refusal = registry.tokens
                .suspend(reference, Registry.key("s"), by(suspender))
                .refusal();
        registry.run();
        return refusal;
    }

    private TokenRefusal unsuspend(Suspender suspender) throws Exception {
        TokenRefusal refusal = registry.tokens
                .unsuspend(reference, Registry.key("u"), by(suspender))
                .refusal();
        registry.run();
        return refusal;
    }

    private void report(String requestId, TokenStatus status, Set<Suspender> by, Instant at) {
        registry.tokens.reported(
                new Report(requestId, reference, "bank", "t", new StatusReport(status, by, at, null), null, null));
    }

    private List<String> events() {
        return registry.tokenAggregates.events().stream()
                .map(event -> event.getClass().getSimpleName())
                .toList();
    }

    @Test
    void isActiveOnlyWhenNobodyHoldsItBack() throws Exception {
        suspend(Suspender.CARDHOLDER);
        suspend(Suspender.DEVICE_LOCKED);
        assertThat(token().suspendedBy()).containsExactly(Suspender.CARDHOLDER, Suspender.DEVICE_LOCKED);
        unsuspend(Suspender.CARDHOLDER);
        assertThat(token().status()).isEqualTo(TokenStatus.SUSPENDED);
        assertThat(unsuspend(Suspender.CARDHOLDER)).isEqualTo(TokenRefusal.TOKEN_NOT_SUSPENDED_BY);
        unsuspend(Suspender.DEVICE_LOCKED);
        assertThat(token().status()).isEqualTo(TokenStatus.ACTIVE);
        assertThat(registry.issuer.told)
                .containsExactly(
                        "suspend CARDHOLDER",
                        "suspend DEVICE_LOCKED",
                        "unsuspend CARDHOLDER",
                        "unsuspend DEVICE_LOCKED");
        assertThat(events())
                .containsExactly(
                        "TokenActivated",
                        "TokenSuspended",
                        "TokenSuspended",
                        "TokenSuspensionLifted",
                        "TokenSuspensionLifted");
    }

    @Test
    void holdsAtOnceAndLetsGoOnlyOnceTheFinancialCompanyHas() throws Exception {
        registry.tokens.suspend(reference, Registry.key("s"), by(Suspender.CARDHOLDER));
        assertThat(token().status()).isEqualTo(TokenStatus.SUSPENDED);
        registry.run();
        registry.tokens.unsuspend(reference, Registry.key("u"), by(Suspender.CARDHOLDER));
        assertThat(token().status()).isEqualTo(TokenStatus.SUSPENDED);
        registry.run();
        assertThat(token().status()).isEqualTo(TokenStatus.ACTIVE);
    }

    @Test
    void doesNotLiftForTheIssuerWhatACardholderHoldsAndTheOtherWayRound() throws Exception {
        suspend(Suspender.CARDHOLDER);
        Instant confirmed = token().statusTimestamp();
        report("r1", TokenStatus.SUSPENDED, Set.of(Suspender.CARDHOLDER, Suspender.ISSUER), confirmed.plusMillis(1));
        registry.issuer.suspended.get(reference).add("ISSUER");
        unsuspend(Suspender.CARDHOLDER);
        assertThat(token().suspendedBy()).containsExactly(Suspender.ISSUER);
        assertThat(unsuspend(Suspender.CARDHOLDER)).isEqualTo(TokenRefusal.TOKEN_NOT_SUSPENDED_BY);
        report("r2", TokenStatus.ACTIVE, Set.of(), token().statusTimestamp().plusMillis(1));
        assertThat(token().status()).isEqualTo(TokenStatus.ACTIVE);
    }

    @Test
    void aReportDoesNotLiftWhatTheFinancialCompanyHasNotBeenToldYet() {
        registry.tokens.suspend(reference, Registry.key("s"), by(Suspender.CARDHOLDER));
        report("r1", TokenStatus.ACTIVE, Set.of(), NOON.plusSeconds(1));
        assertThat(token().suspendedBy()).containsExactly(Suspender.CARDHOLDER);
    }

    @Test
    void ignoresWhatIsOlderAndWhatItHasHeardBefore() {
        report("r1", TokenStatus.SUSPENDED, Set.of(Suspender.ISSUER), NOON.plusSeconds(10));
        report("r0", TokenStatus.ACTIVE, Set.of(), NOON);
        assertThat(token().status()).isEqualTo(TokenStatus.SUSPENDED);
        report("r2", TokenStatus.ACTIVE, Set.of(), NOON.plusSeconds(20));
        report("r1", TokenStatus.SUSPENDED, Set.of(Suspender.ISSUER), NOON.plusSeconds(30));
        assertThat(token().status()).as("r1 was heard before").isEqualTo(TokenStatus.ACTIVE);
        assertThat(events()).containsExactly("TokenActivated", "TokenSuspended", "TokenSuspensionLifted");
    }

    @Test
    void writesNothingDownThatChangesNothing() {
        long before = registry.tokenAggregates.find(reference).version();
        report("r1", TokenStatus.ACTIVE, Set.of(), token().statusTimestamp());
        report(
                "r2",
                TokenStatus.SUSPENDED,
                Set.of(Suspender.ISSUER),
                token().statusTimestamp().minusSeconds(10));
        assertThat(registry.tokenAggregates.find(reference).version()).isEqualTo(before);
        registry.tokens.reported(new Report(
                "r3", "DWSB-9", "bank", "t", new StatusReport(TokenStatus.ACTIVE, Set.of(), NOON, null), null, null));
        assertThat(registry.tokens.find("DWSB-9"))
                .as("the answer that makes it ours will come")
                .isNull();
        report("r4", TokenStatus.ACTIVE, Set.of(), NOON.plusSeconds(60));
        report("r5", TokenStatus.SUSPENDED, Set.of(Suspender.ISSUER), NOON.plusSeconds(30));
        assertThat(token().status()).as("later than what is told now").isEqualTo(TokenStatus.ACTIVE);
    }

    @Test
    void isDeletedForGoodEvenWhileSuspended() throws Exception {
        suspend(Suspender.CARDHOLDER);
        assertThat(registry.tokens
                        .delete(reference, Registry.key("d"), by(Suspender.CARDHOLDER))
                        .refusal())
                .isNull();
        assertThat(token().status()).isEqualTo(TokenStatus.DEACTIVATED);
        registry.run();
        assertThat(registry.issuer.deleted).containsExactly(reference);
        assertThat(suspend(Suspender.CARDHOLDER)).isEqualTo(TokenRefusal.TOKEN_DEACTIVATED);
        assertThat(unsuspend(Suspender.CARDHOLDER)).isEqualTo(TokenRefusal.TOKEN_DEACTIVATED);
        report("r9", TokenStatus.ACTIVE, Set.of(), NOON.plusSeconds(99));
        assertThat(token().status()).isEqualTo(TokenStatus.DEACTIVATED);
    }

    @Test
    void letsTheCardBeRegisteredAnewOnceTheTokenIsGone() throws Exception {
        String refused = registry.asked(SelectionMode.ALL, "app-1");
        assertThat(registry.get(refused).errorCode()).isEqualTo("CARD_ALREADY_ON_DEVICE");
        registry.tokens.delete(reference, Registry.key("d"), by(Suspender.CARDHOLDER));
        registry.run();
        String again = registry.asked(SelectionMode.ALL, "app-1");
        assertThat(registry.state(again)).isEqualTo(RegistrationState.COMPLETED);
    }

    @Test
    void freesTheCardWhenTheIssuerDeletesTheToken() throws Exception {
        report("r1", TokenStatus.DEACTIVATED, Set.of(), NOON.plusSeconds(1));
        registry.run();
        assertThat(registry.claims.count()).isZero();
    }

    @Test
    void keepsWhatWasToldOfATokenBeforeTheAnswerThatMadeIt() throws Exception {
        reference = "DWSB-2";
        registry.peers.with(TestPeers.WALLET, "w2", "2222", null);
        report("r1", TokenStatus.ACTIVE, Set.of(), NOON);
        report("r2", TokenStatus.SUSPENDED, Set.of(Suspender.ISSUER), NOON.plusSeconds(1));
        assertThat(token().owner()).isNull();
        registry.issuer.decides(TestIssuer.approved("DWSB-2"));
        registry.asked(SelectionMode.ALL, "app-1");
        assertThat(token().owner().userId()).isEqualTo("alice");
        assertThat(token().suspendedBy()).containsExactly(Suspender.ISSUER);
        assertThat(registry.tokens
                        .suspend("DWSB-none", Registry.key("s"), by(Suspender.CARDHOLDER))
                        .refusal())
                .isEqualTo(TokenRefusal.NOT_FOUND);
    }

    @Test
    void takesOverTheRenewedCard() {
        TokenFace renewed = new TokenFace(null, null, null, "4444", "0435", null);
        registry.tokens.reported(new Report("r1", reference, "bank", "t", null, renewed, null));
        assertThat(token().face().accountPanSuffix()).isEqualTo("4444");
        assertThat(token().face().panUniqueReference()).isEqualTo("FWSB-DWSB-1");
        assertThat(events()).containsExactly("TokenActivated", "TokenFundingAccountUpdated");
    }

    private void funded(String requestId, String suffix, StatusReport status, Instant at) {
        TokenFace face = new TokenFace(null, null, null, suffix, null, null);
        registry.tokens.reported(new Report(requestId, reference, "bank", "t", status, face, at));
    }

    @Test
    void takesNoOlderLookOfTheCardForANewerOne() {
        funded("r2", "5555", null, NOON.plusSeconds(2));
        funded("r1", "4444", null, NOON.plusSeconds(1));
        assertThat(token().face().accountPanSuffix()).isEqualTo("5555");
        funded("r3", "6666", null, NOON.plusSeconds(3));
        assertThat(token().face().accountPanSuffix()).isEqualTo("6666");
    }

    @Test
    void takesTheNewLookOfTheCardThoughANewerStateWasToldBefore() {
        report("r2", TokenStatus.SUSPENDED, Set.of(Suspender.ISSUER), NOON.plusSeconds(10));
        Instant before = NOON.plusSeconds(5);
        funded("r1", "4444", new StatusReport(TokenStatus.ACTIVE, Set.of(), before, null), before);
        assertThat(token().face().accountPanSuffix()).isEqualTo("4444");
        assertThat(token().status()).isEqualTo(TokenStatus.SUSPENDED);
    }

    @Test
    void keepsTheNewLookThatWasToldBeforeTheAnswerThatMadeTheToken() throws Exception {
        reference = "DWSB-2";
        registry.peers.with(TestPeers.WALLET, "w2", "2222", null);
        funded("r1", "4444", null, NOON);
        registry.issuer.decides(TestIssuer.approved("DWSB-2"));
        registry.asked(SelectionMode.ALL, "app-1");
        assertThat(token().face().accountPanSuffix()).isEqualTo("4444");
    }

    /** As the API's description says. */
    @Test
    void theNewestHundredRequestsAreKnownAgain() throws Exception {
        RequestKey first = Registry.key("s");
        registry.tokens.suspend(reference, first, by(Suspender.CARDHOLDER));
        for (int other = 0; other < 99; other++) {
            registry.tokens.suspend(reference, Registry.key("s"), by(Suspender.CARDHOLDER));
        }
        assertThat(registry.tokens
                        .suspend(reference, first, by(Suspender.CARDHOLDER))
                        .replayed())
                .isTrue();
        registry.tokens.suspend(reference, Registry.key("s"), by(Suspender.CARDHOLDER));
        assertThat(registry.tokens
                        .suspend(reference, first, by(Suspender.CARDHOLDER))
                        .replayed())
                .isFalse();
    }

    @Test
    void aRepeatedRequestHasOneEffect() throws Exception {
        RequestKey key = Registry.key("s");
        registry.tokens.suspend(reference, key, by(Suspender.CARDHOLDER));
        registry.run();
        unsuspend(Suspender.CARDHOLDER);
        assertThat(registry.tokens
                        .suspend(reference, key, by(Suspender.CARDHOLDER))
                        .replayed())
                .isTrue();
        assertThat(token().status()).isEqualTo(TokenStatus.ACTIVE);
        assertThat(registry.tokens
                        .suspend(reference, new RequestKey(key.key(), "other"), by(Suspender.DEVICE_LOCKED))
                        .refusal())
                .isEqualTo(TokenRefusal.KEY_REUSED);
    }
}
