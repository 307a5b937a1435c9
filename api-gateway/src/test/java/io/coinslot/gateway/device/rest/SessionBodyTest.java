package io.coinslot.gateway.device.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.gateway.route.RequestPath;
import io.coinslot.servicekit.problem.FieldError;
import io.coinslot.servicekit.problem.ProblemException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionBodyTest {
    private static final String THUMBPRINT = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I";

    private static SessionBody of(String userId) {
        return new SessionBody(userId, "watch-1", THUMBPRINT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a\\b", "a%b", "a;b", ".", "..", "a\u2028b", "a\u2029"})
    void opensNoSessionForAUserWhomPathsCannotName(String userId) {
        assertThatThrownBy(() -> of(userId).device("arcade"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.problem().errors())
                                .extracting(FieldError::pointer)
                                .containsExactly("/userId"));
    }

    /** Of each character by itself and within others: what a session takes, the gateway lets through in a path. */
    @Test
    void takesUsersWhomPathsCanName() {
        List<String> taken = new ArrayList<>();
        for (char character = 0; character < Character.MIN_SURROGATE; character++) {
            for (String userId : List.of("" + character, "a" + character + "b", ".." + character)) {
                if (isTaken(userId)) {
                    taken.add(userId);
                }
            }
        }
        assertThat(taken)
                .hasSizeGreaterThan(100_000)
                .allMatch(userId -> RequestPath.isPlain("/v1/users/" + encoded(userId) + "/limits"));
    }

    private static boolean isTaken(String userId) {
        try {
            return of(userId).device("arcade") != null;
        } catch (ProblemException refusal) {
            return false;
        }
    }

    private static String encoded(String userId) {
        return URLEncoder.encode(userId, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
