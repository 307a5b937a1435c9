package io.coinslot.simulators.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.simulators.protocol.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** A company that does not do what it is asked. */
class ObstinacyTest extends OpenIssuer {

    private void is(String will) {
        markets.post("/control/issuer/obstinacy", will);
    }

    private String token() {
        return requestor
                .mdes("tokenize", requestor.order("task-1", GOOD, "0330", "phone"))
                .text("tokenUniqueReference");
    }

    private String statusOf(String token) {
        return requestor
                .mdes("getToken", Json.object().put("tokenUniqueReference", token))
                .text("token", "status");
    }

    @ParameterizedTest
    @CsvSource({"suspend,ACTIVE,SUSPENDED", "delete,ACTIVE,DEACTIVATED"})
    void refusesAChangeOrPretendsItUntilItIsOfGoodWillAgain(String change, String before, String after) {
        String token = token();
        is("{\"" + change + "\":\"REFUSED\"}");
        assertThat(requestor
                        .change(change, token, "CARDHOLDER")
                        .path("errors")
                        .path(0)
                        .path("reasonCode")
                        .asString())
                .isEqualTo("TOKEN_UNDER_REVIEW");
        is("{\"" + change + "\":\"PRETENDED\"}");
        assertThat(requestor.change(change, token, "CARDHOLDER").path("status").asString())
                .isEqualTo(after);
        assertThat(statusOf(token)).isEqualTo(before);
        is("{}");
        requestor.change(change, token, "CARDHOLDER");
        assertThat(statusOf(token)).isEqualTo(after);
    }

    @Test
    void doesItselfWhatItRefusesOthers() {
        String token = token();
        is("{\"suspend\":\"REFUSED\"}");
        markets.post("/control/issuer/tokens/" + token + "/suspend", "{}");
        assertThat(statusOf(token)).isEqualTo("SUSPENDED");
    }

    @Test
    void hasTokensThatNoTaskOfTheRequestorMade() {
        JsonNode made = markets.post(
                "/control/issuer/tokens", "{\"accountNumber\":\"" + GOOD + "\",\"paymentAppInstanceId\":\"phone\"}");
        String token = made.path("tokenUniqueReference").asString();
        TokenRequestor.Answer refused = requestor.mdes("tokenize", requestor.order("task-1", GOOD, "0330", "phone"));
        assertThat(refused.code()).isEqualTo("409 TOKEN_ALREADY_EXISTS");
        assertThat(refused.body()
                        .path("errors")
                        .path(0)
                        .path("tokenUniqueReference")
                        .asString())
                .isEqualTo(token);
        assertThat(requestor.task("task-1").code()).isEqualTo("404 TASK_NOT_FOUND");
        requestor.change("delete", token, "TOKEN_REQUESTOR");
        assertThat(token()).isNotEmpty();
    }

    @Test
    void remembersATaskThatATokenWasInTheWayOfIfItIsToldTo() {
        token();
        is("{\"remembersTasks\":true}");
        requestor.mdes("tokenize", requestor.order("task-2", GOOD, "0330", "phone"));
        assertThat(requestor.task("task-2").text("status")).isEqualTo("FAILED");
        assertThat(requestor.task("task-2").code()).isEqualTo("200 TOKEN_ALREADY_EXISTS");
        assertThat(requestor.plain("GET", "/registrations/task-2", "").text("status"))
                .isEqualTo("FAILED");
    }
}
