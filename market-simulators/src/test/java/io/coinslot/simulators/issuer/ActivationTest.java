package io.coinslot.simulators.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.simulators.issuer.TokenRequestor.Answer;
import io.coinslot.simulators.protocol.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ActivationTest extends OpenIssuer {
    private static final String STEP_UP = "4444333322221111";

    private String token;

    @BeforeEach
    void open() {
        Answer answer = requestor.tokenize("task-1", STEP_UP);
        token = answer.text("tokenUniqueReference");
        assertThat(answer.text("decision")).isEqualTo("REQUIRE_ADDITIONAL_AUTHENTICATION");
        assertThat(answer.text("tokenInfo", "tokenStatus")).isEqualTo("INACTIVE");
        assertThat(answer.body().path("authenticationMethods").size()).isEqualTo(2);
    }

    private JsonNode codes() {
        return markets.get("/control/issuer/codes?taskId=task-1").path("items");
    }

    private String lastCode() {
        return codes().path(codes().size() - 1).path("code").stringValue();
    }

    private static String wrong(String code) {
        return code.equals("000000") ? "000001" : "000000";
    }

    private void pass(String time) {
        markets.post("/control/clock", "{\"advance\":\"" + time + "\"}");
    }

    @Test
    void codeActivatesTheTokenOnce() {
        Answer sent = requestor.requestCode(token);
        assertThat(sent.body().path("resendsLeft").intValue()).isEqualTo(2);
        assertThat(sent.body().toString()).doesNotContain(lastCode());
        String code = lastCode();
        assertThat(requestor.activate(token, code).text("result")).isEqualTo("SUCCESS");
        assertThat(requestor.activate(token, code).code()).isEqualTo("409 TOKEN_NOT_INACTIVE");
        assertThat(codes().path(0).path("state").stringValue()).isEqualTo("USED");
        assertThat(requestor.task("task-1").text("result", "tokenInfo", "tokenStatus"))
                .isEqualTo("ACTIVE");
    }

    @Test
    void codesLookAsTheOperatorWants() {
        requestor.requestCode(token);
        assertThat(lastCode()).matches("[0-9]{6}");
        markets.post("/control/issuer/codes", "{\"length\":12,\"letters\":true}");
        pass("PT31S");
        requestor.requestCode(token);
        String code = lastCode();
        assertThat(code).matches("[A-Z2-9]{12}");
        assertThat(requestor.activate(token, code).text("result")).isEqualTo("SUCCESS");
    }

    @Test
    void thirdWrongAttemptSpendsTheCode() {
        requestor.requestCode(token);
        String code = lastCode();
        Answer first = requestor.activate(token, wrong(code));
        assertThat(first.text("result")).isEqualTo("INCORRECT_CODE");
        assertThat(first.body().path("attemptsLeft").intValue()).isEqualTo(2);
        requestor.activate(token, wrong(code));
        assertThat(requestor.activate(token, wrong(code)).text("result")).isEqualTo("INCORRECT_CODE_RETRIES_EXCEEDED");
        assertThat(requestor.activate(token, code).text("result")).isEqualTo("INCORRECT_CODE_RETRIES_EXCEEDED");
        pass("PT31S");
        requestor.requestCode(token);
        assertThat(requestor.activate(token, lastCode()).text("result")).isEqualTo("SUCCESS");
    }

    @Test
    void codeIsTooOldAfterTenMinutes() {
        assertThat(requestor.activate(token, "123456").text("result")).isEqualTo("EXPIRED_CODE");
        requestor.requestCode(token);
        String code = lastCode();
        pass("PT10M");
        assertThat(requestor.activate(token, code).text("result")).isEqualTo("EXPIRED_CODE");
        assertThat(codes().path(0).path("state").stringValue()).isEqualTo("EXPIRED");
    }

    @Test
    void laterCodeReplacesTheEarlierOne() {
        requestor.requestCode(token);
        String earlier = lastCode();
        pass("PT31S");
        requestor.requestCode(token);
        String later = lastCode();
        assertThat(codes().path(0).path("state").stringValue()).isEqualTo("REPLACED");
        if (!earlier.equals(later)) {
            assertThat(requestor.activate(token, earlier).text("result")).isEqualTo("INCORRECT_CODE");
        }
        assertThat(requestor.activate(token, later).text("result")).isEqualTo("SUCCESS");
    }

    @Test
    void codesAreSentThreeTimesAndNotAtOnce() {
        assertThat(requestor.requestCode(token).status()).isEqualTo(200);
        assertThat(requestor.requestCode(token).code()).isEqualTo("429 ACTIVATION_CODE_TOO_SOON");
        pass("PT31S");
        assertThat(requestor.requestCode(token).status()).isEqualTo(200);
        pass("PT31S");
        assertThat(requestor.requestCode(token).body().path("resendsLeft").intValue())
                .isZero();
        pass("PT31S");
        assertThat(requestor.requestCode(token).code()).isEqualTo("429 ACTIVATION_CODE_LIMIT");
    }

    @Test
    void codeIsSentOnlyByAMethodOnOfferAndToATokenThatWaits() {
        ObjectNode body = Json.object().put("tokenUniqueReference", token);
        body.putObject("authenticationMethod").put("id", "99");
        assertThat(requestor.mdes("requestActivationCode", body).code()).isEqualTo("400 INVALID_AUTHENTICATION_METHOD");
        String active = requestor.tokenize("task-2", "4111111111111111").text("tokenUniqueReference");
        assertThat(requestor.requestCode(active).code()).isEqualTo("409 TOKEN_NOT_INACTIVE");
    }

    @Test
    void sentCodesAreCountedOverARestart() {
        requestor.requestCode(token);
        reopenIssuer();
        assertThat(requestor.activate(token, "123456").text("result")).isEqualTo("EXPIRED_CODE");
        assertThat(requestor.requestCode(token).body().path("resendsLeft").intValue())
                .isEqualTo(1);
    }
}
