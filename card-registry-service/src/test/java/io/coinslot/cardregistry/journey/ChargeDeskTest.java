package io.coinslot.cardregistry.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.cardregistry.charge.ChargeDesk;
import io.coinslot.cardregistry.charge.ChargeOrder;
import io.coinslot.cardregistry.charge.ChargeRefused;
import io.coinslot.cardregistry.charge.ChargeRefused.Reason;
import io.coinslot.cardregistry.issuer.FinancialCompanies;
import io.coinslot.cardregistry.issuer.IssuerFailure;
import io.coinslot.cardregistry.token.ChangeRequest;
import io.coinslot.cardregistry.token.Suspender;
import io.coinslot.servicekit.task.Targets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is needed to pay with a token, and who gets it. */
class ChargeDeskTest extends OneToken {
    private ChargeDesk desk;

    @BeforeEach
    void openDesk() {
        desk = new ChargeDesk(registry.tokens, new FinancialCompanies(Map.of("bank", registry.issuer)), new Targets());
    }

    private static ChargeOrder order(String token, String service, String user) {
        return new ChargeOrder(token, service, user, "pur_1", "{}");
    }

    private Reason refusal(ChargeOrder order) throws Exception {
        try {
            desk.credential(order);
            return null;
        } catch (ChargeRefused refused) {
            return refused.reason();
        }
    }

    @Test
    void handsOnWhatTheCompanySealedForAnActiveToken() throws Exception {
        assertThat(desk.credential(order("DWSB-1", "arcade", "alice"))).isEqualTo(TestIssuer.SEALED);
    }

    @Test
    void anothersTokenIsUnknown() throws Exception {
        assertThat(refusal(order("DWSB-1", "arcade", "bob"))).isEqualTo(Reason.TOKEN_UNKNOWN);
        assertThat(refusal(order("DWSB-1", "casino", "alice"))).isEqualTo(Reason.TOKEN_UNKNOWN);
        assertThat(refusal(order("DWSB-2", "arcade", "alice"))).isEqualTo(Reason.TOKEN_UNKNOWN);
    }

    @Test
    void aTokenThatIsHeldBackOrGoneDoesNotPay() throws Exception {
        registry.tokens.suspend(
                "DWSB-1", Registry.key("s"), new ChangeRequest(Suspender.CARDHOLDER, "OTHER", "", null));
        assertThat(refusal(order("DWSB-1", "arcade", "alice"))).isEqualTo(Reason.TOKEN_SUSPENDED);
        registry.tokens.delete("DWSB-1", Registry.key("d"), new ChangeRequest(Suspender.CARDHOLDER, "OTHER", "", null));
        assertThat(refusal(order("DWSB-1", "arcade", "alice"))).isEqualTo(Reason.TOKEN_DELETED);
    }

    @ParameterizedTest
    @CsvSource({
        "TOKEN_SUSPENDED,TOKEN_SUSPENDED",
        "TOKEN_DEACTIVATED,TOKEN_DELETED",
        "TOKEN_NOT_ACTIVE,TOKEN_INACTIVE",
        "TOKEN_NOT_FOUND,TOKEN_UNKNOWN",
        "INVALID_FIELD_VALUE,ISSUER_REFUSED"
    })
    void theCompanyMayKnowBetter(String code, Reason reason) throws Exception {
        registry.issuer.noCredential = new IssuerFailure(IssuerFailure.Kind.REFUSED, code, null, null);
        assertThat(refusal(order("DWSB-1", "arcade", "alice"))).isEqualTo(reason);
    }

    @Test
    void silenceIsNoRefusal() {
        registry.issuer.noCredential = new IssuerFailure(IssuerFailure.Kind.UNKNOWN, "ISSUER_UNAVAILABLE", null, null);
        assertThatThrownBy(() -> desk.credential(order("DWSB-1", "arcade", "alice")))
                .isInstanceOf(IssuerFailure.class);
    }
}
