package io.coinslot.servicekit.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.servicekit.problem.ProblemException;
import org.junit.jupiter.api.Test;

class DerivedIdTest {
    @Test
    void namesTheSameThingTheSame() {
        assertThat(DerivedId.of("pur_", "arcade", "key")).isEqualTo(DerivedId.of("pur_", "arcade", "key"));
        assertThat(DerivedId.of("pur_", "arcade", "key")).matches("pur_[0-9a-z]{25}");
    }

    @Test
    void tellsBordersBetweenPartsApart() {
        assertThat(DerivedId.of("", "a", "bc")).isNotEqualTo(DerivedId.of("", "ab", "c"));
        assertThat(DerivedId.fingerprint("a", "")).isNotEqualTo(DerivedId.fingerprint("a"));
    }

    @Test
    void makesUuidsOfVersionEight() {
        assertThat(DerivedId.uuid("x").version()).isEqualTo(8);
        assertThat(DerivedId.uuid("x").variant()).isEqualTo(2);
    }

    @Test
    void refusesKeysThatAreMissingTooLongOrNotPrintable() {
        for (String bad : new String[] {null, " ", "a\nb", "x".repeat(256), "schlüssel"}) {
            assertThatThrownBy(() -> IdempotencyKey.parse(bad, "Idempotency-Key"))
                    .isInstanceOf(ProblemException.class);
        }
        assertThat(IdempotencyKey.parse("x".repeat(255), "k").value()).hasSize(255);
    }
}
