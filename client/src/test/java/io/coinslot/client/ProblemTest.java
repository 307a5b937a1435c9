package io.coinslot.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemTest {
    private final FakeGateway gateway = new FakeGateway();
    private final CoinslotClient client = Fixtures.client(gateway);

    @AfterEach
    void stop() {
        client.close();
        gateway.close();
    }

    @Test
    void readsEveryFieldOfAProblem() {
        gateway.on("GET /v1/purchases/p1", 400, """
            {"type":"https://coinslot.example/problems/validation-failed","title":"Not valid","status":400,
             "detail":"two fields","errors":[{"pointer":"/quantity","detail":"must be at least 1"}],
             "traceId":"abc","extension":1}\
            """);
        Problem problem = problemOf("p1");
        assertThat(problem.name()).isEqualTo("validation-failed");
        assertThat(problem.title()).isEqualTo("Not valid");
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.detail()).isEqualTo("two fields");
        assertThat(problem.errors()).containsExactly(new Problem.FieldError("/quantity", "must be at least 1"));
        assertThat(problem.traceId()).isEqualTo("abc");
    }

    @Test
    void saysInItsMessageWhatIsWrongAndWhereToLook() {
        gateway.on(
                "GET /v1/purchases/p1",
                422,
                "{\"title\":\"Not valid\",\"errors\":[{\"pointer\":\"/userId\",\"detail\":\"is"
                        + " missing\"}],\"traceId\":\"t\"}");
        assertThatThrownBy(() -> client.purchases().get("p1"))
                .hasMessage("422 Not valid; /userId is missing (trace t)");
    }

    @ParameterizedTest
    @CsvSource({
        "400,InvalidRequest",
        "401,Unauthenticated",
        "403,Forbidden",
        "404,NotFound",
        "409,Conflict",
        "410,Gone",
        "412,Conflict",
        "418,OtherRefusal",
        "422,InvalidRequest",
        "429,TooManyRequests",
        "500,ServiceFailed",
        "503,ServiceFailed"
    })
    void givesEachKindOfRefusalItsOwnType(int status, String type) {
        gateway.on("GET /v1/purchases/p1", status, "{\"title\":\"x\"}");
        assertThatThrownBy(() -> client.purchases().get("p1"))
                .extracting(thrown -> thrown.getClass().getSimpleName())
                .isEqualTo(type);
    }

    @Test
    void makesDoWithAPageThatIsNoProblem() {
        gateway.on(
                "GET /v1/purchases/p1",
                FakeGateway.reply(404, Map.of("Content-Type", "text/html"), "<html>nginx</html>"));
        assertThat(problemOf("p1").title()).isEqualTo("HTTP 404");
    }

    @Test
    void makesDoWithBrokenJson() {
        gateway.on("GET /v1/purchases/p1", 404, "{\"title\":");
        assertThat(problemOf("p1").type()).isEqualTo("about:blank");
    }

    @Test
    void saysSoWhenAnAnswerCannotBeRead() {
        gateway.on("GET /v1/purchases/p1", 200, "[1]");
        assertThatThrownBy(() -> client.purchases().get("p1")).isInstanceOf(CoinslotException.UnreadableAnswer.class);
    }

    private Problem problemOf(String purchaseId) {
        CoinslotException.Refused refused = catchThrowableOfType(
                CoinslotException.Refused.class, () -> client.purchases().get(purchaseId));
        return refused.problem();
    }
}
