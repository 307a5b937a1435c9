package io.coinslot.simulators.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coinslot.simulators.Merchant;
import io.coinslot.simulators.issuer.TokenRequestor.Answer;
import io.coinslot.simulators.protocol.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class PlainIssuerTest extends OpenIssuer {

    private ObjectNode order(String taskId, String number) {
        ObjectNode order = Json.object()
                .put("taskId", taskId)
                .put("requestorId", requestor.requestorId)
                .put("paymentAppInstanceId", "app-of-" + taskId);
        order.putObject("card").set("sealed", requestor.sealer.card(number, "0330", "simulated-bank", taskId));
        return order;
    }

    private Answer register(String taskId, String number) {
        return requestor.plain("POST", "/registrations", order(taskId, number).toString());
    }

    @Test
    void registersACardOnceAndShowsItsToken() {
        Answer answer = register("task-1", GOOD);
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.text("status")).isEqualTo("APPROVED");
        assertThat(answer.text("token", "cardSuffix")).isEqualTo("1111");
        assertThat(answer.body().toString()).doesNotContain(GOOD);
        Answer again = register("task-1", GOOD);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(answer.body());
        assertThat(requestor.plain("GET", "/registrations/task-1", "").body()).isEqualTo(answer.body());
        String reference = answer.text("token", "tokenReference");
        assertThat(requestor.plain("GET", "/tokens/" + reference, "").text("status"))
                .isEqualTo("ACTIVE");
        String card = answer.text("token", "panReference");
        assertThat(requestor
                        .plain("GET", "/tokens?panReference=" + card, "")
                        .body()
                        .path("items")
                        .size())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "4166676667666746,DECLINED,STOLEN",
        "2222400030000004,PENDING,",
        "4444333322221111,STEP_UP,",
        "5105105105105100,DECLINED,INVAL_ACCT"
    })
    void decidesAsTheOtherShapeDoes(String number, String status, String reason) {
        Answer answer = register("task-1", number);
        assertThat(answer.text("status")).isEqualTo(status);
        assertThat(answer.text("declineReason")).isEqualTo(reason == null ? "" : reason);
        assertThat(markets.get("/control/issuer/ledger")
                        .path("items")
                        .path(0)
                        .path("shape")
                        .stringValue())
                .isEqualTo("plain");
    }

    @Test
    void stepsUpByACode() {
        register("task-1", "4444333322221111");
        assertThat(requestor
                        .plain("POST", "/registrations/task-1/codes", "{\"methodId\":\"12345\"}")
                        .status())
                .isEqualTo(202);
        String code = markets.get("/control/issuer/codes?taskId=task-1")
                .path("items")
                .path(0)
                .path("code")
                .stringValue();
        String path = "/registrations/task-1/activation";
        String wrong = code.equals("000000") ? "000001" : "000000";
        assertThat(requestor.plain("POST", path, "{\"code\":\"" + wrong + "\"}").text("result"))
                .isEqualTo("INCORRECT_CODE");
        assertThat(requestor.plain("POST", path, "{\"code\":\"" + code + "\"}").text("result"))
                .isEqualTo("SUCCESS");
        assertThat(requestor.plain("GET", "/registrations/task-1", "").text("token", "status"))
                .isEqualTo("ACTIVE");
        assertThat(requestor
                        .plain("POST", "/registrations/task-1/codes", "{\"methodId\":\"12345\"}")
                        .code())
                .isEqualTo("409 TOKEN_NOT_INACTIVE");
    }

    @Test
    void suspendsAndDeletes() {
        String token = "/tokens/" + register("task-1", GOOD).text("token", "tokenReference");
        assertThat(requestor
                        .plain("POST", token + "/suspend", "{\"by\":\"CARDHOLDER\"}")
                        .text("status"))
                .isEqualTo("SUSPENDED");
        assertThat(requestor
                        .plain("POST", token + "/unsuspend", "{\"by\":\"DEVICE_LOCKED\"}")
                        .code())
                .isEqualTo("409 TOKEN_NOT_SUSPENDED_BY");
        assertThat(requestor
                        .plain("POST", token + "/suspend", "{\"by\":\"ISSUER\"}")
                        .code())
                .isEqualTo("400 INVALID_FIELD_VALUE");
        assertThat(requestor
                        .plain("POST", token + "/delete", "{\"by\":\"CARDHOLDER\"}")
                        .text("status"))
                .isEqualTo("DEACTIVATED");
    }

    @Test
    void refusalIsAProblemThatNamesTheField() {
        ObjectNode order = order("task-1", GOOD);
        order.remove("paymentAppInstanceId");
        Answer answer = requestor.plain("POST", "/registrations", order.toString());
        assertThat(answer.code()).isEqualTo("400 MISSING_REQUIRED_FIELD");
        assertThat(answer.text("pointer")).isEqualTo("/paymentAppInstanceId");
        assertThat(requestor.plain("POST", "/registrations", "[]").code()).isEqualTo("400 INVALID_FIELD_VALUE");
        assertThat(requestor.plain("GET", "/registrations/none", "").code()).isEqualTo("404 TASK_NOT_FOUND");
        assertThat(requestor.plain("GET", "/tokens", "").code()).isEqualTo("400 MISSING_REQUIRED_FIELD");
        assertThat(requestor.plain("GET", "/marvels", "").code()).isEqualTo("404 NOT_FOUND");
        markets.post("/control/issuer/faults", "{\"errorRate\":1,\"errorStatus\":503}");
        assertThat(requestor.plain("GET", "/tokens", "").code()).isEqualTo("503 SERVICE_UNAVAILABLE");
    }

    @Test
    void tellsInItsOwnShape() {
        try (Merchant endpoint = new Merchant()) {
            markets.post(
                    "/control/issuer/notification-target", "{\"url\":\"" + endpoint.url() + "/{shape}/callbacks\"}");
            register("task-1", "2222400030000004");
            markets.post("/control/clock", "{\"advance\":\"PT5S\"}");
            await().until(() -> endpoint.told().size() == 1);
            Merchant.Told told = endpoint.told().getFirst();
            JsonNode body = Json.read(told.body().getBytes(StandardCharsets.UTF_8));
            assertThat(told.path()).isEqualTo("/plain/callbacks");
            assertThat(told.header("Signature-input"))
                    .contains(body.path("eventId").stringValue());
            assertThat(body.path("type").stringValue()).isEqualTo("REGISTRATION_DECIDED");
            assertThat(body.path("registration").path("status").stringValue()).isEqualTo("APPROVED");
            String token = body.path("registration")
                    .path("token")
                    .path("tokenReference")
                    .stringValue();
            markets.post("/control/issuer/tokens/" + token + "/suspend", "{}");
            await().until(() -> endpoint.told().size() == 2);
            assertThat(endpoint.told().get(1).body()).contains("TOKEN_STATUS", "\"ISSUER\"");
        }
    }
}
