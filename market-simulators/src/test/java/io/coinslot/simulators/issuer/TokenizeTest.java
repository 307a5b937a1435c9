package io.coinslot.simulators.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coinslot.simulators.issuer.TokenRequestor.Answer;
import io.coinslot.simulators.protocol.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class TokenizeTest extends OpenIssuer {
    private static final String STEP_UP = "4444333322221111";
    private static final String LATE_GOOD = "2222400030000004";

    private JsonNode ledger() {
        return markets.get("/control/issuer/ledger");
    }

    @Test
    void approvedCardHasAnActiveTokenWithoutItsNumber() {
        Answer answer = requestor.tokenize("task-1", GOOD);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("decision")).isEqualTo("APPROVED");
        assertThat(answer.text("tokenUniqueReference")).startsWith("DWSB").hasSize(48);
        assertThat(answer.text("panUniqueReference")).startsWith("FWSB").hasSize(48);
        assertThat(answer.text("tokenInfo", "accountPanSuffix")).isEqualTo("1111");
        assertThat(answer.text("tokenInfo", "tokenStatus")).isEqualTo("ACTIVE");
        assertThat(answer.text("productConfig", "brand")).isEqualTo("visa");
        assertThat(answer.body().toString()).doesNotContain(GOOD);
    }

    @ParameterizedTest
    @CsvSource({
        "4988438843884305,LOST",
        "4166676667666746,STOLEN",
        "4917610000000000,EXPIRED",
        "4001020000000009,RESTRICTED",
        "2222410740360010,SEC_VIOLATION",
        "2222410700000002,INVAL_CARD",
        "2222400010000008,INVAL_ACCT",
        "2223000048410010,CLOSED_ACCOUNT",
        "2222400060000007,EXCEEDS_CNT",
        "2223520443560010,DO_NOT_HONOR",
        "5105105105105100,INVAL_ACCT"
    })
    void declinedCardHasItsReasonAndNoToken(String number, String reason) {
        Answer answer = requestor.tokenize("task-1", number);
        assertThat(answer.text("decision")).isEqualTo("DECLINED");
        assertThat(answer.text("declineReasonCode")).isEqualTo(reason);
        assertThat(answer.body().has("tokenUniqueReference")).isFalse();
        assertThat(requestor.task("task-1").text("result", "declineReasonCode")).isEqualTo(reason);
        assertThat(ledger().path("totals").path("byDecision").path("DECLINED").intValue())
                .isEqualTo(1);
    }

    @Test
    void wrongExpiryIsDeclined() {
        Answer answer = requestor.mdes("tokenize", requestor.order("task-1", GOOD, "0431", "app"));
        assertThat(answer.text("declineReasonCode")).isEqualTo("INVAL_CARD");
    }

    @Test
    void numberThatIsNoneIsRefused() {
        assertThat(requestor.tokenize("task-1", "4111111111111112").code()).isEqualTo("400 INVALID_CARD_DATA");
    }

    @Test
    void decisionsAreChangedByControl() {
        markets.post(
                "/control/issuer/decisions",
                "{\"accountNumber\":\"" + GOOD + "\",\"decision\":\"DECLINED\",\"declineReason\":\"STOLEN\"}");
        JsonNode row = markets.post(
                "/control/issuer/decisions", "{\"accountNumber\":\"5105105105105100\",\"decision\":\"APPROVED\"}");
        assertThat(row.path("card").stringValue()).isEqualTo("510510******5100");
        assertThat(requestor.tokenize("task-1", GOOD).text("declineReasonCode")).isEqualTo("STOLEN");
        assertThat(requestor.tokenize("task-2", "5105105105105100").text("decision"))
                .isEqualTo("APPROVED");
        assertThat(markets.get("/control/issuer/decisions").toString()).doesNotContain(GOOD);
    }

    @Test
    void sameTaskIsDecidedOnceHoweverOftenItIsSent() {
        Answer first = requestor.tokenize("task-1", GOOD);
        Answer second = requestor.tokenize("task-1", GOOD);
        assertThat(second.text("tokenUniqueReference")).isEqualTo(first.text("tokenUniqueReference"));
        assertThat(requestor.tokenize("task-1", STEP_UP).code()).isEqualTo("409 DUPLICATE_TASK_ID");
        assertThat(ledger().path("totals").path("tasks").intValue()).isEqualTo(1);
    }

    @Test
    void sameCardHasOneTokenPerPaymentApplication() {
        Answer first = requestor.mdes("tokenize", requestor.order("task-1", GOOD, "0330", "phone"));
        Answer again = requestor.mdes("tokenize", requestor.order("task-2", GOOD, "0330", "phone"));
        assertThat(again.code()).isEqualTo("409 TOKEN_ALREADY_EXISTS");
        assertThat(again.body()
                        .path("errors")
                        .path(0)
                        .path("tokenUniqueReference")
                        .stringValue())
                .isEqualTo(first.text("tokenUniqueReference"));
        Answer elsewhere = requestor.mdes("tokenize", requestor.order("task-3", GOOD, "0330", "watch"));
        assertThat(elsewhere.text("decision")).isEqualTo("APPROVED");
        assertThat(elsewhere.text("panUniqueReference")).isEqualTo(first.text("panUniqueReference"));
        requestor.change("delete", first.text("tokenUniqueReference"), "CARDHOLDER");
        assertThat(requestor
                        .mdes("tokenize", requestor.order("task-4", GOOD, "0330", "phone"))
                        .text("decision"))
                .isEqualTo("APPROVED");
    }

    @Test
    void cardIsNamedByItsReferenceOrByATokenElsewhere() {
        Answer first = requestor.tokenize("task-1", GOOD);
        ObjectNode byCard = Json.object().put("panUniqueReference", first.text("panUniqueReference"));
        ObjectNode byToken = Json.object().put("tokenUniqueReference", first.text("tokenUniqueReference"));
        assertThat(requestor
                        .mdes("tokenize", requestor.order("task-2", byCard, "watch"))
                        .text("decision"))
                .isEqualTo("APPROVED");
        assertThat(requestor
                        .mdes("tokenize", requestor.order("task-3", byToken, "ring"))
                        .text("decision"))
                .isEqualTo("APPROVED");
        ObjectNode sealed = Json.object();
        sealed.set(
                "encryptedPayload",
                requestor.sealer.seal(
                        byToken.deepCopy().put("audience", "simulated-bank").put("taskId", "task-4")));
        assertThat(requestor
                        .mdes("tokenize", requestor.order("task-4", sealed, "car"))
                        .text("decision"))
                .isEqualTo("APPROVED");
        ObjectNode both = byCard.deepCopy().put("tokenUniqueReference", "DWSB");
        assertThat(requestor
                        .mdes("tokenize", requestor.order("task-5", both, "tv"))
                        .code())
                .isEqualTo("400 INVALID_FIELD_VALUE");
        ObjectNode unknown = Json.object().put("panUniqueReference", "FWSB0");
        assertThat(requestor
                        .mdes("tokenize", requestor.order("task-6", unknown, "tv"))
                        .code())
                .isEqualTo("404 PAN_NOT_FOUND");
    }

    @Test
    void pendingTaskIsDecidedLater() {
        Answer answer = requestor.tokenize("task-1", LATE_GOOD);
        assertThat(answer.text("taskStatus")).isEqualTo("PENDING");
        assertThat(answer.body().has("decision")).isFalse();
        assertThat(requestor.task("task-1").text("status")).isEqualTo("PENDING");
        markets.post("/control/clock", "{\"advance\":\"PT2S\"}");
        assertThat(requestor.task("task-1").text("status")).isEqualTo("IN_PROGRESS");
        markets.post("/control/clock", "{\"advance\":\"PT2S\"}");
        Answer decided = requestor.task("task-1");
        assertThat(decided.text("status")).isEqualTo("COMPLETED");
        assertThat(decided.text("result", "decision")).isEqualTo("APPROVED");
        assertThat(requestor.tokenize("task-1", LATE_GOOD).text("decision")).isEqualTo("APPROVED");
    }

    @Test
    void pendingTaskIsDecidedByControl() {
        markets.post("/control/issuer/decisions", "{\"accountNumber\":\"" + GOOD + "\",\"decision\":\"PENDING\"}");
        requestor.tokenize("task-1", GOOD);
        markets.post("/control/clock", "{\"advance\":\"PT24H\"}");
        assertThat(requestor.task("task-1").text("status")).isEqualTo("IN_PROGRESS");
        markets.post("/control/issuer/tasks/task-1/decide", "{\"decision\":\"DECLINED\",\"declineReason\":\"LOST\"}");
        assertThat(requestor.task("task-1").text("result", "declineReasonCode")).isEqualTo("LOST");
        assertThat(markets.answerTo("POST", "/control/issuer/tasks/task-1/decide", "{}")
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void taskThatTimedOutWasCarriedOutAndIsFound() {
        markets.post(
                "/control/issuer/faults",
                "{\"timeoutAfterCommit\":true,\"pathContains\":\"tokenize\",\"limit\":1,\"holdMillis\":60000}");
        Thread unanswered = Thread.ofVirtual().start(() -> requestor.tokenize("task-1", GOOD));
        await().until(() -> ledger().path("totals").path("tasks").intValue() == 1);
        assertThat(requestor.task("task-1").text("result", "decision")).isEqualTo("APPROVED");
        markets.delete("/control/issuer/faults");
        await().until(() -> !unanswered.isAlive());
    }

    @Test
    void taskThatFailedBeforeItsCommitIsUnknown() {
        markets.post("/control/issuer/faults", "{\"errorRate\":1,\"errorStatus\":503,\"limit\":1}");
        Answer failed = requestor.tokenize("task-1", GOOD);
        assertThat(failed.code()).isEqualTo("503 SERVICE_UNAVAILABLE");
        assertThat(failed.body().path("errors").path(0).path("recoverable").booleanValue())
                .isTrue();
        assertThat(requestor.task("task-1").code()).isEqualTo("404 TASK_NOT_FOUND");
        assertThat(requestor.tokenize("task-1", GOOD).text("decision")).isEqualTo("APPROVED");
    }

    @Test
    void taskWhoseAnswerIsAnErrorMayHaveBeenCarriedOut() {
        markets.post("/control/issuer/faults", "{\"errorAfterCommit\":1,\"errorStatus\":500,\"limit\":1}");
        assertThat(requestor.tokenize("task-1", STEP_UP).code()).isEqualTo("500 SYSTEM_ERROR");
        assertThat(requestor.task("task-1").text("result", "decision")).isEqualTo("REQUIRE_ADDITIONAL_AUTHENTICATION");
    }

    @ParameterizedTest
    @CsvSource({
        "taskId,,400 MISSING_REQUIRED_FIELD",
        "tokenType,PLASTIC,400 INVALID_FIELD_VALUE",
        "paymentAppInstanceId,,400 MISSING_REQUIRED_FIELD",
        "paymentAppInstanceId,app.1,400 INVALID_FIELD_VALUE",
        "tokenRequestorId,12345678901,403 WRONG_REQUESTOR",
        "taskId,12345678901234567890123456789012345678901234567890123456789012345,400 INVALID_FIELD_LENGTH"
    })
    void badInputIsNamed(String field, String value, String code) {
        ObjectNode order = requestor.order("task-1", GOOD, "0330", "app");
        order.remove(field);
        if (value != null) {
            order.put(field, value);
        }
        Answer answer = requestor.mdes("tokenize", order);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.body().path("errors").path(0).path("description").stringValue())
                .startsWith(field);
    }

    @Test
    void everythingIsStillThereAfterARestart() {
        Answer before = requestor.tokenize("task-1", GOOD);
        requestor.tokenize("task-2", LATE_GOOD);
        reopenIssuer();
        markets.post("/control/clock", "{\"advance\":\"PT4S\"}");
        assertThat(requestor.task("task-1").text("result", "tokenUniqueReference"))
                .isEqualTo(before.text("tokenUniqueReference"));
        assertThat(requestor.task("task-2").text("result", "decision")).isEqualTo("APPROVED");
    }
}
