package io.coinslot.servicekit.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class InputRulesTest {
    private static void assertRefused(ThrowingCallable check, String why) {
        assertThatThrownBy(check).isInstanceOfSatisfying(ProblemException.class, refusal -> {
            assertThat(refusal.problem().type()).isEqualTo(GeneralProblem.INVALID_REQUEST);
            assertThat(refusal.problem().errors()).singleElement().isEqualTo(new FieldError("/field", why));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "four", " ab ", "\uD55C\uAE00"})
    void takesTextAsItWasSent(String text) {
        assertThat(InputRules.required(text, "/field", 4)).isEqualTo(text);
        assertThat(InputRules.optional(text, "/field", 4)).isEqualTo(text);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void saysThatTextIsMissing(@Nullable String text) {
        assertRefused(() -> InputRules.required(text, "/field", 4), "is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"player-1", "...", ".a", "a b@c:d", "\uD55C\uAE00"})
    void takesIdsThatPathsCanName(String id) {
        assertThat(InputRules.nameable(id, "/field")).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a\\b", "a%b", "a;b", ".", "..", "a\u2028b", "a\u2029"})
    void refusesIdsThatPathsCannotName(String id) {
        assertRefused(
                () -> InputRules.nameable(id, "/field"),
                "must not be . or .., and must be without / \\ % ; and line separators");
    }

    @Test
    void takesNothingWhereTextMayBeMissing() {
        assertThat(InputRules.optional(null, "/field", 4)).isNull();
        assertRefused(() -> InputRules.optional(" ", "/field", 4), "is missing");
    }

    /** Control characters, halves of characters, and what is none. */
    @Test
    void refusesTextThatIsTooLongOrNoOneLine() {
        for (String text : List.of("fives", "a\nb", "a\u0000", "a\uD800", "a\uFFFF")) {
            assertRefused(
                    () -> InputRules.required(text, "/field", 4),
                    "must be 1 to 4 characters without control characters");
        }
    }

    @Test
    void takesNumbersUpToTheirBounds() {
        assertThat(InputRules.within(2L, 2, 5, "/field")).isEqualTo(2);
        assertThat(InputRules.within(5L, 2, 5, "/field")).isEqualTo(5);
        assertThat(InputRules.within(null, 2, 5, "/field")).isEqualTo(2);
        assertRefused(() -> InputRules.within(1L, 2, 5, "/field"), "must be from 2 to 5");
        assertRefused(() -> InputRules.within(6L, 2, 5, "/field"), "must be from 2 to 5");
    }

    @Test
    void takesTimesInMillisecondsAsFarAsTheyCanBeCounted() {
        assertThat(InputRules.time(Instant.parse("2026-11-27T08:00:00.123456Z"), "/field"))
                .isEqualTo(Instant.parse("2026-11-27T08:00:00.123Z"));
        assertRefused(() -> InputRules.time(Instant.MAX, "/field"), "is too far away");
        assertRefused(() -> InputRules.time(Instant.MIN, "/field"), "is too far away");
    }
}
