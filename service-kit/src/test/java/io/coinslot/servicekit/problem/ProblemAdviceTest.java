package io.coinslot.servicekit.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(OutputCaptureExtension.class)
class ProblemAdviceTest {
    private final MockMvc service = MockMvcBuilders.standaloneSetup(new Failing())
            .setControllerAdvice(new ProblemAdvice(new ProblemWriter(new JsonMapper())))
            .build();

    @RestController
    static class Failing {
        @GetMapping("/hung-up")
        String hungUp() throws AsyncRequestNotUsableException {
            throw new AsyncRequestNotUsableException("Connection reset by peer");
        }

        @GetMapping("/fault")
        String fault() {
            throw new IllegalStateException("a fault of ours");
        }
    }

    @Test
    void aCallerThatHangsUpIsNoFailure(CapturedOutput output) throws Exception {
        service.perform(get("/hung-up")).andExpect(content().string(""));
        assertThat(output).doesNotContain("A request failed");
    }

    @Test
    void aFaultOfOursIsLoggedAndSaysNoMoreThanWhereToLook(CapturedOutput output) throws Exception {
        service.perform(get("/fault")).andExpect(status().isInternalServerError());
        assertThat(output).contains("A request failed", "a fault of ours");
    }
}
