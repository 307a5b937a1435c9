package io.coinslot.cardregistry.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.cardregistry.registration.ActivationResult;
import io.coinslot.cardregistry.registration.Refusal;
import io.coinslot.cardregistry.registration.RegistrationState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A code that the cardholder has got is good until the company says otherwise, whatever becomes of further ones. */
class EarlierCodeTest extends StepUp {
    private void isGood(String id) throws Exception {
        assertThat(check(id, TestIssuer.CODE).result()).isEqualTo(ActivationResult.SUCCESS);
        registry.run();
        assertThat(registry.state(id)).isEqualTo(RegistrationState.COMPLETED);
    }

    @Test
    void isGoodThoughNoFurtherOneIsSent() throws Exception {
        String id = stepUp();
        codeFor(id);
        codeFor(id);
        codeFor(id);
        codeFor(id);
        assertThat(card(id).reasonCode()).isEqualTo("ACTIVATION_CODE_LIMIT");
        assertThat(card(id).activation().codeExpiresAt()).as("it still expires").isNotNull();
        isGood(id);
    }

    @Test
    void isGoodThoughItsSendingWasNeverAnswered() throws Exception {
        String id = stepUp();
        registry.issuer.silentOnCodes = true;
        codeFor(id);
        for (int minute = 0; minute < 10; minute++) {
            registry.pass(Duration.ofMinutes(1));
        }
        assertThat(registry.issuer.codesSent).isEqualTo(3);
        assertThat(registry.state(id)).isEqualTo(RegistrationState.AUTHENTICATION_REQUIRED);
        isGood(id);
    }

    @Test
    void isGoodWhileItIsNotKnownThatItWasSent() throws Exception {
        String id = stepUp();
        registry.issuer.silentOnCodes = true;
        codeFor(id);
        assertThat(registry.state(id)).isEqualTo(RegistrationState.CODE_REQUESTED);
        isGood(id);
    }

    @Test
    void isNotAskedForBeforeOneWasSentNorOnceTheNewestIsDead() throws Exception {
        String id = stepUp();
        assertThat(check(id, TestIssuer.CODE).answer().refusal()).isEqualTo(Refusal.NO_CODE_EXPECTED);
        registry.issuer.codesSent = 3;
        codeFor(id);
        assertThat(check(id, TestIssuer.CODE).answer().refusal()).isEqualTo(Refusal.NO_CODE_EXPECTED);
        registry.issuer.codesSent = 2;
        codeFor(id);
        assertThat(check(id, "000000").result()).isEqualTo(ActivationResult.EXPIRED_CODE);
        codeFor(id);
        assertThat(card(id).reasonCode()).isEqualTo("ACTIVATION_CODE_LIMIT");
        assertThat(check(id, TestIssuer.CODE).answer().refusal()).isEqualTo(Refusal.NO_CODE_EXPECTED);
    }
}
