package io.coinslot.simulators.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.jwk.ECKey;
import io.coinslot.simulators.Merchant;
import io.coinslot.simulators.Merchant.Told;
import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.signing.RequestSigner;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class TokenUpdatesTest extends OpenIssuer {
    private Merchant endpoint;

    @BeforeEach
    void open() {
        endpoint = new Merchant();
        markets.post("/control/issuer/notification-target", "{\"url\":\"" + endpoint.url() + "/{serviceId}/{shape}\"}");
    }

    @AfterEach
    void close() {
        endpoint.close();
    }

    private List<Told> told(int count) {
        await().until(() -> endpoint.told().size() >= count);
        return endpoint.told();
    }

    private static JsonNode body(Told told) {
        return Json.read(told.body().getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode token(Told told) {
        return body(told).path("tokens").path(0);
    }

    private boolean isSigned(Told told) {
        ECKey key = TokenRequestor.key(requestor.callbackKey);
        String digest = RequestSigner.digest(told.body().getBytes(StandardCharsets.UTF_8));
        boolean whole = told.headers().containsKey("Content-digest")
                && told.header("Content-digest").equals(digest);
        return whole
                && told.header("Signature-input").contains("tag=\"coinslot\"")
                && told.header("Signature-input")
                        .contains("nonce=\"" + body(told).path("requestId").stringValue())
                && RequestSigner.isSigned(
                        key,
                        told.header("Signature-input"),
                        told.header("Signature"),
                        Map.of(
                                "\"@method\"",
                                "POST",
                                "\"@path\"",
                                told.path(),
                                "\"content-type\"",
                                told.header("Content-type"),
                                "\"content-digest\"",
                                digest));
    }

    private String approved() {
        return requestor.tokenize("task-1", GOOD).text("tokenUniqueReference");
    }

    @Test
    void everyChangeIsToldSignedAndWithoutTheCardsNumber() {
        String token = approved();
        requestor.change("suspend", token, "CARDHOLDER");
        told(2);
        markets.post("/control/issuer/tokens/" + token + "/delete", "{\"reasonCode\":\"ACCOUNT_CLOSED\"}");
        List<Told> told = told(3);
        assertThat(told).allMatch(this::isSigned).allMatch(one -> one.path().equals("/coinslot/mdes"));
        assertThat(told.toString()).doesNotContain(GOOD);
        assertThat(told.stream().map(one -> token(one).path("status").stringValue()))
                .containsExactlyInAnyOrder("ACTIVE", "SUSPENDED", "DEACTIVATED");
        assertThat(told.stream().map(one -> body(one).path("taskId").stringValue()))
                .containsOnly("task-1");
        assertThat(told.stream().map(one -> body(one).path("requestId").stringValue()))
                .doesNotHaveDuplicates();
    }

    @Test
    void callbackComesBeforeTheAnswer() {
        markets.post(
                "/control/issuer/faults",
                "{\"timeoutAfterCommit\":true,\"pathContains\":\"tokenize\",\"holdMillis\":60000}");
        Thread asking = Thread.ofVirtual().start(this::approved);
        assertThat(token(told(1).getFirst()).path("status").stringValue()).isEqualTo("ACTIVE");
        assertThat(asking.isAlive()).isTrue();
        markets.delete("/control/issuer/faults");
        await().until(() -> !asking.isAlive());
    }

    @Test
    void callbackIsRepeatedUnderItsIdUntilItIsTaken() {
        endpoint.refuseNext(1);
        approved();
        List<Told> told = told(2);
        assertThat(told.get(1).body()).isEqualTo(told.get(0).body());
        assertThat(told).allMatch(this::isSigned);
    }

    @Test
    void callbacksComeTwiceAndInAnotherOrder() {
        markets.post("/control/issuer/faults", "{\"duplicateNotifications\":true,\"reorder\":true}");
        String token = approved();
        requestor.change("suspend", token, "CARDHOLDER");
        assertThat(told(4)).hasSize(4);
        assertThat(endpoint.told().stream().map(Told::body).distinct()).hasSize(2);
    }

    @Test
    void callbacksComeLateOrNotAtAll() {
        markets.post("/control/issuer/faults", "{\"notificationLatencyMillis\":600000}");
        String token = approved();
        markets.post("/control/issuer/faults", "{\"notifications\":false}");
        requestor.change("suspend", token, "CARDHOLDER");
        markets.delete("/control/issuer/faults");
        requestor.change("unsuspend", token, "CARDHOLDER");
        assertThat(told(1)).hasSize(1);
        assertThat(token(told(1).getFirst()).path("status").stringValue()).isEqualTo("ACTIVE");
    }

    @Test
    void lateDecisionIsTold() {
        requestor.tokenize("task-1", "2222400050000009");
        requestor.tokenize("task-2", "5100060000000002");
        markets.post("/control/clock", "{\"advance\":\"PT5S\"}");
        JsonNode declined = told(1).stream()
                .map(TokenUpdatesTest::body)
                .filter(body -> body.path("taskId").stringValue().equals("task-1"))
                .findFirst()
                .orElseThrow();
        assertThat(declined.path("reasonCode").stringValue()).isEqualTo("TOKENIZATION_DECIDED");
        assertThat(declined.path("decision").stringValue()).isEqualTo("DECLINED");
        assertThat(declined.path("declineReasonCode").stringValue()).isEqualTo("DO_NOT_HONOR");
        assertThat(declined.path("tokens").size()).isZero();
    }

    @Test
    void renewedCardIsTold() {
        String token = approved();
        markets.post("/control/issuer/tokens/" + token + "/fund", "{}");
        markets.post("/control/issuer/tokens/" + token + "/fund", "{\"kind\":\"REPLACED\"}");
        List<String> reasons = told(3).stream()
                .map(one -> body(one).path("reasonCode").stringValue())
                .toList();
        assertThat(reasons)
                .containsExactlyInAnyOrder("STATUS_UPDATE", "FUNDING_ACCOUNT_UPDATE", "FUNDING_ACCOUNT_REPLACED");
    }

    @ParameterizedTest
    @CsvSource({
        "RESEND,VALID,true",
        "DUPLICATE,VALID,true",
        "OUTDATED,VALID,true",
        "FORGED,,false",
        "UNKNOWN_TYPE,VALID,true",
        "UNKNOWN_TOKEN,VALID,true",
        "RESEND,WRONG_KEY,false",
        "RESEND,TAMPERED,false",
        "RESEND,WRONG_RECEIVER,false"
    })
    void callbackOfEachKindIsSentOnRequest(String kind, String proof, boolean isSigned) {
        String token = approved();
        Told first = told(1).getFirst();
        String wanted = proof == null ? "" : ",\"proof\":\"" + proof + "\"";
        JsonNode sent = markets.post(
                "/control/issuer/notifications",
                "{\"kind\":\"" + kind + "\",\"tokenUniqueReference\":\"" + token + "\"" + wanted + "}");
        assertThat(sent.path("statuses").path(0).intValue()).isEqualTo(200);
        Told told = endpoint.told().getLast();
        assertThat(isSigned(told)).isEqualTo(isSigned);
        if (kind.equals("OUTDATED")) {
            assertThat(token(told).path("statusTimestamp").stringValue())
                    .isLessThan(token(first).path("statusTimestamp").stringValue());
            assertThat(token(told).path("status").stringValue()).isEqualTo("SUSPENDED");
        }
        if (kind.equals("DUPLICATE")) {
            assertThat(endpoint.told()).hasSize(3);
            assertThat(endpoint.told().get(1).body()).isEqualTo(told.body());
        }
    }

    @Test
    void callbackIsSentUnsignedStaleOrUnreadableOnRequest() {
        String token = approved();
        told(1);
        String of = ",\"tokenUniqueReference\":\"" + token + "\"}";
        markets.post("/control/issuer/notifications", "{\"proof\":\"NONE\"" + of);
        assertThat(endpoint.told().getLast().headers()).doesNotContainKey("Signature");
        markets.post("/control/issuer/notifications", "{\"proof\":\"STALE\"" + of);
        String input = endpoint.told().getLast().header("Signature-input");
        long created = Long.parseLong(input.replaceAll(".*created=([0-9]+).*", "$1"));
        assertThat(created).isLessThan(System.currentTimeMillis() / 1000 - 3_000);
        markets.post("/control/issuer/notifications", "{\"kind\":\"POISON\"" + of);
        assertThat(endpoint.told().getLast().body()).isEqualTo("{ this is not JSON");
    }
}
