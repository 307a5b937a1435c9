package io.coinslot.simulators.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.simulators.protocol.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class TokenLifeTest extends OpenIssuer {
    private String token;

    @BeforeEach
    void open() {
        token = requestor
                .mdes("tokenize", requestor.order("task-1", GOOD, "0330", "phone"))
                .text("tokenUniqueReference");
    }

    private static String state(JsonNode token) {
        return token.path("status").stringValue() + token.path("suspendedBy");
    }

    private static String error(JsonNode token) {
        return token.path("errors").path(0).path("reasonCode").asString("");
    }

    @Test
    void tokenIsActiveOnceNobodySuspendsItAnyMore() {
        assertThat(state(requestor.change("suspend", token, "CARDHOLDER"))).isEqualTo("SUSPENDED[\"CARDHOLDER\"]");
        assertThat(state(markets.post("/control/issuer/tokens/" + token + "/suspend", "{}")))
                .isEqualTo("SUSPENDED[\"ISSUER\",\"CARDHOLDER\"]");
        assertThat(error(requestor.change("unsuspend", token, "TOKEN_REQUESTOR")))
                .isEqualTo("TOKEN_NOT_SUSPENDED_BY");
        assertThat(state(requestor.change("unsuspend", token, "CARDHOLDER"))).isEqualTo("SUSPENDED[\"ISSUER\"]");
        assertThat(state(markets.post("/control/issuer/tokens/" + token + "/unsuspend", "{}")))
                .isEqualTo("ACTIVE[]");
    }

    @Test
    void suspendingTwiceChangesNothing() {
        JsonNode first = requestor.change("suspend", token, "TOKEN_REQUESTOR");
        JsonNode second = requestor.change("suspend", token, "TOKEN_REQUESTOR");
        assertThat(second).isEqualTo(first);
    }

    @Test
    void deletionIsFinalAlsoWhileSuspended() {
        requestor.change("suspend", token, "CARDHOLDER");
        assertThat(state(requestor.change("delete", token, "CARDHOLDER"))).isEqualTo("DEACTIVATED[]");
        assertThat(error(requestor.change("unsuspend", token, "CARDHOLDER"))).isEqualTo("TOKEN_DEACTIVATED");
        assertThat(error(requestor.change("suspend", token, "CARDHOLDER"))).isEqualTo("TOKEN_DEACTIVATED");
        assertThat(state(requestor.change("delete", token, "TOKEN_REQUESTOR"))).isEqualTo("DEACTIVATED[]");
    }

    @Test
    void tokenThatWaitsForACodeIsDeletedButNotSuspended() {
        String waiting = requestor.tokenize("task-2", "4444333322221111").text("tokenUniqueReference");
        JsonNode refused = requestor.change("suspend", waiting, "CARDHOLDER");
        assertThat(error(refused)).isEqualTo("TOKEN_NOT_ACTIVE");
        assertThat(state(refused)).isEqualTo("INACTIVE[]");
        assertThat(state(requestor.change("delete", waiting, "CARDHOLDER"))).isEqualTo("DEACTIVATED[]");
        assertThat(requestor.requestCode(waiting).code()).isEqualTo("409 TOKEN_NOT_INACTIVE");
    }

    @Test
    void oneUnknownTokenDoesNotKeepTheOthersFromChanging() {
        ObjectNode body = Json.object().put("causedBy", "CARDHOLDER").put("reasonCode", "OTHER");
        body.putArray("tokenUniqueReferences").add("DWSB0").add(token);
        JsonNode tokens = requestor.mdes("suspend", body).body().path("tokens");
        assertThat(error(tokens.path(0))).isEqualTo("TOKEN_NOT_FOUND");
        assertThat(state(tokens.path(1))).isEqualTo("SUSPENDED[\"CARDHOLDER\"]");
    }

    @Test
    void requestorCannotActAsTheCompany() {
        ObjectNode body = Json.object().put("causedBy", "ISSUER").put("reasonCode", "OTHER");
        body.putArray("tokenUniqueReferences").add(token);
        assertThat(requestor.mdes("suspend", body).code()).isEqualTo("400 INVALID_FIELD_VALUE");
        assertThat(requestor
                        .mdes("suspend", body.put("causedBy", "DEVICE_LOCKED"))
                        .code())
                .isEqualTo("400 INVALID_FIELD_VALUE");
        body.put("causedBy", "CARDHOLDER");
        assertThat(requestor
                        .mdes("suspend", body.deepCopy().put("reasonCode", "DEVICE_LOST"))
                        .code())
                .isEqualTo("400 INVALID_FIELD_VALUE");
        body.putArray("tokenUniqueReferences");
        assertThat(requestor.mdes("suspend", body).code()).isEqualTo("400 INVALID_FIELD_VALUE");
    }

    @Test
    void statusTimesRiseWithEachChange() {
        String before = "";
        for (String change : new String[] {"suspend", "unsuspend", "suspend", "unsuspend", "delete"}) {
            String at = requestor
                    .change(change, token, "CARDHOLDER")
                    .path("statusTimestamp")
                    .stringValue();
            assertThat(at).isGreaterThan(before);
            before = at;
        }
    }

    @Test
    void tokensAreFoundByApplicationAndByCardUntilTheyAreDeleted() {
        String watch = requestor
                .mdes("tokenize", requestor.order("task-2", GOOD, "0330", "watch"))
                .text("tokenUniqueReference");
        String card = requestor.task("task-2").text("result", "panUniqueReference");
        ObjectNode byCard =
                Json.object().put("tokenRequestorId", requestor.requestorId).put("panUniqueReference", card);
        ObjectNode byApp =
                Json.object().put("tokenRequestorId", requestor.requestorId).put("paymentAppInstanceId", "watch");
        assertThat(requestor.mdes("searchTokens", byCard).body().path("tokens").size())
                .isEqualTo(2);
        assertThat(requestor.mdes("searchTokens", byApp).text("tokens")).isEmpty();
        assertThat(requestor
                        .mdes("searchTokens", byApp)
                        .body()
                        .path("tokens")
                        .path(0)
                        .path("tokenUniqueReference")
                        .stringValue())
                .isEqualTo(watch);
        requestor.change("delete", watch, "CARDHOLDER");
        assertThat(requestor.mdes("searchTokens", byApp).body().path("tokens").size())
                .isZero();
        assertThat(requestor.mdes("searchTokens", byCard).body().path("tokens").size())
                .isEqualTo(1);
    }

    @Test
    void replacedCardHasAnotherReferenceUnderTheSameToken() {
        String before = requestor.task("task-1").text("result", "panUniqueReference");
        JsonNode funded = markets.post("/control/issuer/tokens/" + token + "/fund", "{\"kind\":\"REPLACED\"}");
        assertThat(funded.path("tokenUniqueReference").stringValue()).isEqualTo(token);
        assertThat(funded.path("panUniqueReference").stringValue()).isNotEqualTo(before);
        ObjectNode newCard = Json.object()
                .put("panUniqueReference", funded.path("panUniqueReference").stringValue());
        assertThat(requestor
                        .mdes("tokenize", requestor.order("task-2", newCard, "watch"))
                        .text("decision"))
                .isEqualTo("APPROVED");
        assertThat(requestor
                        .mdes("tokenize", requestor.order("task-3", newCard, "phone"))
                        .code())
                .isEqualTo("409 TOKEN_ALREADY_EXISTS");
    }

    @Test
    void ledgerSaysWhatTheCompanyBelieves() {
        requestor.tokenize("task-2", "4988438843884305");
        requestor.change("suspend", token, "CARDHOLDER");
        JsonNode ledger = markets.get("/control/issuer/ledger?serviceId=coinslot&limit=1");
        JsonNode entry = ledger.path("items").path(0);
        assertThat(entry.path("source").stringValue()).isEqualTo("encryptedPayload");
        assertThat(entry.path("recommendation").stringValue()).isEqualTo("REQUIRE_ADDITIONAL_AUTHENTICATION");
        assertThat(entry.path("tokenStatus").stringValue()).isEqualTo("SUSPENDED");
        assertThat(entry.path("suspendedBy").toString()).isEqualTo("[\"CARDHOLDER\"]");
        assertThat(ledger.path("totals").path("byTokenStatus").path("SUSPENDED").intValue())
                .isEqualTo(1);
        JsonNode next = markets.get("/control/issuer/ledger?limit=1&after="
                + ledger.path("nextCursor").stringValue());
        assertThat(next.path("items").path(0).path("declineReasonCode").stringValue())
                .isEqualTo("LOST");
        assertThat(next.path("nextCursor").isNull()).isTrue();
        assertThat(ledger.toString()).doesNotContain(GOOD);
    }
}
