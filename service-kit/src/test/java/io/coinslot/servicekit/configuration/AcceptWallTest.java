package io.coinslot.servicekit.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;

class AcceptWallTest {
    private final AcceptWall wall = new AcceptWall();
    private final MockHttpServletRequest request = new MockHttpServletRequest("POST", "/v1/purchases");

    /** What controllers answer. */
    private static final class Answers {
        record Purchase(String id) {}

        ResponseEntity<Purchase> purchase() {
            return ResponseEntity.ok(new Purchase("pur_1"));
        }

        ResponseEntity<Void> taken() {
            return ResponseEntity.noContent().build();
        }

        void nothing() {}
    }

    private boolean passes(String method) throws Exception {
        return wall.preHandle(
                request,
                new MockHttpServletResponse(),
                new HandlerMethod(new Answers(), Answers.class.getDeclaredMethod(method)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*/*",
                "application/json",
                "application/*",
                "text/html, application/json;q=0.1",
                "*/*; q=0.5, application/xml",
                "application/problem+json"
            })
    void letsThroughWhoTakesJson(String accept) throws Exception {
        request.addHeader("Accept", accept);
        assertThat(passes("purchase")).isTrue();
    }

    @Test
    void letsThroughWhoSaysNothing() throws Exception {
        assertThat(passes("purchase")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/pdf", "text/*", "application/xml, text/html", "no media type"})
    void refusesWhoWouldNotTakeTheAnswer(String accept) {
        request.addHeader("Accept", accept);
        assertThatThrownBy(() -> passes("purchase")).isInstanceOf(HttpMediaTypeNotAcceptableException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"taken", "nothing"})
    void asksNothingWhereTheAnswerHasNoBody(String method) throws Exception {
        request.addHeader("Accept", "text/html");
        assertThat(passes(method)).isTrue();
    }

    @Test
    void leavesReadingToTheFramework() throws Exception {
        request.setMethod("GET");
        request.addHeader("Accept", "text/csv");
        assertThat(passes("purchase")).isTrue();
    }

    @Test
    void leavesToTheFrameworkWhatSaysWhatItProduces() throws Exception {
        request.addHeader("Accept", "text/csv");
        request.setAttribute(
                HandlerMapping.PRODUCIBLE_MEDIA_TYPES_ATTRIBUTE, Set.of(MediaType.parseMediaType("text/csv")));
        assertThat(passes("purchase")).isTrue();
    }
}
