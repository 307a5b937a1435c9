package io.coinslot.cardregistry.device.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.servicekit.problem.ProblemException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CleanTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111111111111111",
                "4111 1111 1111 1111",
                "my card 4111-1111-1111-1111",
                "3714 4963 5398 431",
                "(5555555555554444)",
                "4111.1111.1111.1111",
                "4111_1111_1111_1111",
                "4111\u00a01111\u00a01111\u00a01111",
                "app-4111111111111111",
                "app-4111-1111-1111-1111",
                "watch4111111111111111",
                "4111 1111 1111 1111 03/30",
                "4111111111111111/0330",
                "\uff14\uff11\uff11\uff11 1111 1111 1111"
            })
    void refusesWhatIsACardNumber(String text) {
        assertThatThrownBy(() -> CleanText.required(text, "/reason", 256)).isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12345678-1234-4234-8234-123456789012",
                "4111111111111112",
                "+82 10 1234 5678",
                "app-4111111111111112",
                "app-1234567890123452",
                "1021476588103876608",
                "app-1021476588103876607",
                "20261126161500"
            })
    void takesIdsAndOtherNumbers(String text) {
        assertThat(CleanText.required(text, "/reason", 256)).isEqualTo(text);
    }

    @Test
    void takesAnyUuid() {
        for (int time = 0; time < 10_000; time++) {
            String id = UUID.randomUUID().toString();
            assertThat(CleanText.required(id, "/paymentAppInstanceId", 64)).isEqualTo(id);
        }
    }
}
