package io.coinslot.servicekit.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.asyncDispatch;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.request;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoQueryException;
import com.mongodb.MongoSocketReadException;
import com.mongodb.ServerAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.ResultMatcher;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(OutputCaptureExtension.class)
@Isolated("it reads all output")
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

        @GetMapping("/store-away")
        String storeAway() {
            throw new MongoSocketReadException("Exception receiving message", new ServerAddress());
        }

        @GetMapping("/store-away-later")
        CompletionStage<String> storeAwayLater() {
            return CompletableFuture.supplyAsync(this::storeAway);
        }

        @GetMapping("/election")
        String election() {
            throw new MongoNotPrimaryException(new BsonDocument(), new ServerAddress());
        }

        @GetMapping("/wrong-query")
        String wrongQuery() {
            throw new MongoQueryException(new BsonDocument("code", new BsonInt32(2)), new ServerAddress());
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

    @ParameterizedTest
    @ValueSource(strings = {"/store-away", "/election"})
    void aStoreThatIsAwayIsToldAsPassingWhateverTheDriverSays(String path) throws Exception {
        service.perform(get(path)).andExpectAll(unknownOutcome());
    }

    @Test
    void aStoreThatIsAwayIsToldAsPassingWhenItIsFoundLater() throws Exception {
        MvcResult begun = service.perform(get("/store-away-later"))
                .andExpect(request().asyncStarted())
                .andReturn();
        service.perform(asyncDispatch(begun)).andExpectAll(unknownOutcome());
    }

    @Test
    void aQueryOfOursThatTheStoreRefusesIsAFaultOfOurs(CapturedOutput output) throws Exception {
        service.perform(get("/wrong-query")).andExpect(status().isInternalServerError());
        assertThat(output).contains("A request failed");
    }

    private static ResultMatcher[] unknownOutcome() {
        return new ResultMatcher[] {
            status().isServiceUnavailable(),
            header().string("Retry-After", "2"),
            content().contentType(MediaType.APPLICATION_PROBLEM_JSON),
            result -> assertThat(result.getResponse().getContentAsString())
                    .contains("The outcome is unknown; send the same request again with the same Idempotency-Key")
        };
    }
}
