package io.coinslot.servicekit.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

class BegunAnswersTest {
    private final BegunAnswers answers = new BegunAnswers();
    private final MockHttpServletRequest request = new MockHttpServletRequest();
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void aFailureBeforeTheAnswerHasBegunIsAnsweredWithAProblem() {
        assertThat(answers.resolveException(request, response, null, new IllegalStateException("a fault")))
                .isNull();
    }

    @Test
    void aFailureAfterTheAnswerHasBegunGetsToTheServer() throws IOException {
        IllegalStateException fault = new IllegalStateException("a fault");
        response.flushBuffer();
        assertThatThrownBy(() -> answers.resolveException(request, response, null, fault))
                .hasMessageContaining("broken off")
                .hasCause(fault);
    }

    @Test
    void aCallerThatHungUpIsNoFailureHoweverFarTheAnswerHasCome() throws IOException {
        response.flushBuffer();
        Exception away = new IllegalStateException(new AsyncRequestNotUsableException("Connection reset by peer"));
        assertThat(answers.resolveException(request, response, null, away)).isNull();
    }
}
