package io.coinslot.cardregistry.device.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.servicekit.problem.ProblemException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputRulesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111111111111111",
                "4111 1111 1111 1111",
                "my card 4111-1111-1111-1111",
                "3714 4963 5398 431",
                "(5555555555554444)"
            })
    void refusesWhatIsACardNumber(String text) {
        assertThatThrownBy(() -> InputRules.required(text, "/reason", 256)).isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12345678-1234-4234-8234-123456789012",
                "4111111111111112",
                "+82 10 1234 5678",
                "app-4111111111111111",
                "20261126161500"
            })
    void takesIdsAndOtherNumbers(String text) {
        assertThat(InputRules.required(text, "/reason", 256)).isEqualTo(text);
    }

    @Test
    void takesAnyUuid() {
        for (int time = 0; time < 10_000; time++) {
            String id = UUID.randomUUID().toString();
            assertThat(InputRules.required(id, "/paymentAppInstanceId", 64)).isEqualTo(id);
        }
    }
}
