package io.coinslot.cardregistry.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.cardregistry.issuer.IssuerFailure;
import io.coinslot.cardregistry.issuer.IssuerFailure.Kind;
import io.coinslot.cardregistry.registration.RegistrationState;
import io.coinslot.cardregistry.registration.SelectionMode;
import io.coinslot.cardregistry.token.ChangeRequest;
import io.coinslot.cardregistry.token.Suspender;
import io.coinslot.cardregistry.token.TokenStatus;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a deleted token is gone at the financial company too, and its card free. */
class TokenDeletionTest {
    @TempDir
    Path folder;

    private Registry registry;

    @BeforeEach
    void register() throws Exception {
        registry = new Registry(folder);
        registry.peers.with(TestPeers.WALLET, "w1", "1111", null);
        registry.issuer.decides(TestIssuer.approved("DWSB-1"));
        registry.asked(SelectionMode.ALL, "app-1");
    }

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
        registry.issuer.noDeletion = new IssuerFailure(Kind.REFUSED, code, null, null);
        delete();
        assertThatTheCardIsFreeOnceTheCompanyDeletesTheToken();
    }

    @Test
    void isNotTakenForGoneBecauseTheCompanyAnswersSomething() throws Exception {
        registry.issuer.deletedAs = "ACTIVE";
        delete();
        assertThatTheCardIsFreeOnceTheCompanyDeletesTheToken();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TOKEN_NOT_FOUND", "TOKEN_DEACTIVATED"})
    void isGoneIfTheCompanySaysSoByName(String code) throws Exception {
        registry.issuer.noDeletion = new IssuerFailure(Kind.REFUSED, code, null, null);
        delete();
        assertThat(registry.claims.count()).isZero();
    }
}
