package io.coinslot.cardregistry.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.cardregistry.issuer.TaskOutcome;
import io.coinslot.cardregistry.registration.CardEntry;
import io.coinslot.cardregistry.registration.RegistrationState;
import io.coinslot.cardregistry.registration.SelectionMode;
import io.coinslot.cardregistry.registration.activation.CodeDesk.Checked;
import java.util.List;

/** A registration of one card whose cardholder has to prove who they are before DWSB-1 becomes active. */
abstract class StepUp extends OneCard {
    String stepUp() throws Exception {
        registry.issuer.decides(TestIssuer.stepUp("DWSB-1"));
        String id = registry.asked(SelectionMode.ALL, "app-1");
        assertThat(registry.state(id)).isEqualTo(RegistrationState.AUTHENTICATION_REQUIRED);
        return id;
    }

    CardEntry card(String id) {
        return registry.get(id).cards().getFirst();
    }

    void codeFor(String id) throws Exception {
        assertThat(registry.registrations
                        .requestCode(id, Registry.key("c"), "sms", null)
                        .refusal())
                .isNull();
        registry.run();
    }

    Checked check(String id, String code) {
        return registry.codes.check(id, Registry.key("a"), code, null);
    }

    /** What a look at the task shows from now on. */
    void tells(String id, String tokenStatus) {
        registry.issuer.decide(
                card(id).taskId(),
                new TaskOutcome.AuthenticationRequired(TestIssuer.token("DWSB-1", tokenStatus), List.of()));
    }
}
