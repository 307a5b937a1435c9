package io.coinslot.gateway.entrance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.servicekit.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class ReadBodyTest {
    private static ReadBody body(String contentType, String content) throws IOException {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/oauth2/token");
        request.setContentType(contentType);
        request.setContent(content.getBytes(StandardCharsets.UTF_8));
        request.setParameter("query", "of the address");
        return ReadBody.of(request);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-www-form-urlencoded", "Application/X-WWW-Form-Urlencoded ; charset=UTF-8"})
    void readsAFormFromItsBytes(String contentType) throws IOException {
        ReadBody form = body(contentType, "a=1&scope=x+y%3A%ED%95%9C&a=2&&empty=&alone&a=3");

        assertThat(form.getParameterValues("a")).containsExactly("1", "2", "3");
        assertThat(form.getParameter("a")).isEqualTo("1");
        assertThat(form.getParameter("scope")).isEqualTo("x y:한");
        assertThat(form.getParameter("empty")).isEmpty();
        assertThat(form.getParameter("alone")).isEmpty();
        assertThat(form.getParameter("query")).isEqualTo("of the address");
        assertThat(form.getParameter("other")).isNull();
        assertThat(form.getParameterMap()).containsOnlyKeys("query", "a", "scope", "empty", "alone");
        assertThat(form.getContentLengthLong()).isEqualTo(form.getContentLength());
    }

    @Test
    void leavesTheBytesAsTheyCame() throws IOException {
        String content = "a=%zz&b=%2f";
        ReadBody form = body("application/x-www-form-urlencoded", content);

        assertThat(form.getInputStream().readAllBytes()).isEqualTo(content.getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> form.getParameter("a"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.problem().type().status()).isEqualTo(400));
    }

    @Test
    void takesNothingElseForAForm() throws IOException {
        assertThat(body("application/json", "a=1").getParameterMap()).containsOnlyKeys("query");
    }

    @Test
    void boundsTheParametersOfAForm() throws IOException {
        assertThat(body("application/x-www-form-urlencoded", "a&".repeat(99)).getParameterValues("a"))
                .hasSize(99);
        ReadBody tooMany = body("application/x-www-form-urlencoded", "a&".repeat(101));

        assertThatThrownBy(tooMany::getParameterMap).isInstanceOf(ProblemException.class);
    }
}
