package io.coinslot.simulators.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.simulators.OpenMarkets;
import io.coinslot.simulators.peer.PaymentServer.Answer;
import io.coinslot.simulators.protocol.Json;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class PeerTest {
    private static final String GOOD = "4111111111111111";

    @TempDir
    Path folder;

    private OpenMarkets markets;
    private PaymentServer server;

    @BeforeEach
    void open() {
        markets = new OpenMarkets(folder);
        server = new PaymentServer(markets, "coinslot");
    }

    @AfterEach
    void close() {
        server.close();
        markets.close();
    }

    private String card(String accountId, String number) {
        return markets.post(
                        "/control/peer/cards",
                        "{\"accountId\":\"" + accountId + "\",\"accountNumber\":\"" + number + "\"}")
                .path("cardId")
                .stringValue();
    }

    @Test
    void cardsOfAnAccountAreListedWithoutTheirNumbers() {
        card("alice", GOOD);
        card("alice", "5555444433331111");
        card("bob", "370000000000002");
        Answer answer = server.search("alice");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.isSigned()).isTrue();
        assertThat(answer.body().path("cards").size()).isEqualTo(2);
        assertThat(answer.reference(0)).startsWith("crd_");
        assertThat(answer.card(0).path("accountPanSuffix").stringValue()).isEqualTo("1111");
        assertThat(answer.card(0).path("panUniqueReference").stringValue()).startsWith("FWSB");
        assertThat(answer.card(0).path("issuerId").stringValue()).isEqualTo("simulated-bank");
        assertThat(answer.card(1).path("productConfig").path("brand").stringValue())
                .isEqualTo("mc");
        assertThat(answer.body().toString()).doesNotContain(GOOD);
    }

    @Test
    void cardIsSealedToTheCompanyThatIssuedItAlone() {
        markets.post(
                "/control/peer/cards",
                "{\"accountId\":\"alice\",\"accountNumber\":\"" + GOOD + "\",\"issuerId\":\"simulated-savings-bank\"}");
        Answer listed = server.search("alice");
        assertThat(listed.card(0).path("issuerId").stringValue()).isEqualTo("simulated-savings-bank");
        String reference = listed.reference(0);
        assertThat(server.credential(reference, "simulated-bank", "task-1").code())
                .isEqualTo("403 AUDIENCE_NOT_ALLOWED");
        assertThat(server.credential(reference, "simulated-savings-bank", "task-1")
                        .body()
                        .path("encryptedPayload")
                        .path("publicKeyFingerprint")
                        .stringValue())
                .isEqualTo(fingerprint("plain-issuer"))
                .isNotEqualTo(fingerprint("issuer"));
    }

    private String fingerprint(String company) {
        return markets.get("/control/" + company + "/credentials?serviceId=coinslot")
                .path("settings")
                .path("encryptionKeyFingerprint")
                .stringValue();
    }

    @Test
    void accountWithoutCardsIsAnEmptyList() {
        Answer answer = server.search("nobody");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("cards").isArray()).isTrue();
        assertThat(answer.body().path("cards").size()).isZero();
    }

    @Test
    void accountHasAnotherNameTowardsEachServer() {
        JsonNode assertion = server.assertion("alice", "");
        assertThat(assertion.path("sub").stringValue())
                .isNotEqualTo(
                        assertion.path("onwardSubs").path("simulated-wallet").stringValue());
        assertThat(server.assertion("alice", "").path("sub")).isEqualTo(assertion.path("sub"));
    }

    @ParameterizedTest
    @CsvSource({
        "EXPIRED,401 ASSERTION_EXPIRED",
        "WRONG_KEY,401 ASSERTION_INVALID",
        "LONG_LIVED,401 ASSERTION_INVALID",
        "WRONG_AUDIENCE,401 ASSERTION_WRONG_AUDIENCE",
        "OTHER_PRESENTER,401 ASSERTION_WRONG_PRESENTER",
        "OTHER_ACCOUNT,403 ACCOUNT_MISMATCH",
        "OTHER_DEVICE,403 DEVICE_MISMATCH"
    })
    void assertionIsLookedAtByThePeerItself(String proof, String code) {
        card("alice", GOOD);
        JsonNode assertion = server.assertion("alice", ",\"proofOf\":\"ONWARD\",\"proof\":\"" + proof + "\"");
        Answer answer = server.send("/peer/v1/cards/search", server.question(assertion));
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.isSigned()).isTrue();
        assertThat(markets.get("/control/peer/ledger")
                        .path("items")
                        .path(0)
                        .path("outcome")
                        .stringValue())
                .isEqualTo(code.substring(4));
    }

    @Test
    void assertionForThePartnerIsWorthNothingAtThePeer() {
        card("alice", GOOD);
        JsonNode assertion = server.assertion("alice", "");
        ObjectNode question = server.question(assertion)
                .put("accountAssertion", assertion.path("accountAssertion").stringValue());
        assertThat(server.send("/peer/v1/cards/search", question).code()).isEqualTo("401 ASSERTION_WRONG_AUDIENCE");
        question.put("accountAssertion", "not.a.token");
        assertThat(server.send("/peer/v1/cards/search", question).code()).isEqualTo("401 ASSERTION_INVALID");
    }

    @Test
    void anotherPartnerCannotPresentTheAssertion() {
        card("alice", GOOD);
        ObjectNode question = server.question(server.assertion("alice", ""));
        try (PaymentServer other = new PaymentServer(markets, "other")) {
            assertThat(other.send("/peer/v1/cards/search", question).code()).isEqualTo("401 ASSERTION_WRONG_PRESENTER");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "purpose,ADVERTISING,403 PURPOSE_NOT_ALLOWED",
        "consentReference,,403 CONSENT_MISSING",
        "accountReference,,400 INVALID_REQUEST",
        "accountReference,somebody,403 ACCOUNT_MISMATCH",
        "accountAssertion,,400 INVALID_REQUEST",
        "deviceInfo,,400 INVALID_REQUEST"
    })
    void searchIsRefusedWithoutWhatItNeeds(String field, String value, String code) {
        ObjectNode question = server.question(server.assertion("alice", ""));
        question.remove(field);
        if (value != null) {
            question.put(field, value);
        }
        assertThat(server.send("/peer/v1/cards/search", question).code()).isEqualTo(code);
    }

    @Test
    void requestIsTakenOnce() {
        ObjectNode question = server.question(server.assertion("alice", ""));
        String path = "/peer/v1/cards/search";
        assertThat(server.send(path, question, "request-1", "request-1").status())
                .isEqualTo(200);
        assertThat(server.send(path, question, "request-1", "request-1").code()).isEqualTo("409 REQUEST_REPLAYED");
        assertThat(server.send(path, question, "request-2", "request-3").code()).isEqualTo("401 SIGNATURE_INVALID");
        server.signer.receiver = "simulated-bank";
        assertThat(server.send(path, question).code()).isEqualTo("401 WRONG_RECEIVER");
    }

    @Test
    void credentialIsForOnePartnerOneCompanyAndACardThatIsThere() {
        String cardId = card("alice", GOOD);
        String reference = server.search("alice").reference(0);
        assertThat(server.credential("crd_unknown", "task-1").code()).isEqualTo("404 CARD_NOT_FOUND");
        try (PaymentServer other = new PaymentServer(markets, "other")) {
            assertThat(other.credential(reference, "task-1").code()).isEqualTo("404 CARD_NOT_FOUND");
        }
        ObjectNode elsewhere = Json.object().put("audience", "another-bank").put("taskId", "task-1");
        String path = "/peer/v1/cards/" + reference + "/credential";
        assertThat(server.send(path, elsewhere).code()).isEqualTo("403 AUDIENCE_NOT_ALLOWED");
        elsewhere.remove("taskId");
        assertThat(server.send(path, elsewhere).code()).isEqualTo("400 INVALID_REQUEST");
        assertThat(server.credential(reference, "task-1").status()).isEqualTo(200);
        markets.post("/control/peer/cards/" + cardId + "/remove", "{}");
        assertThat(server.credential(reference, "task-1").code()).isEqualTo("410 CARD_REMOVED");
        assertThat(server.search("alice").body().path("cards").size()).isZero();
    }

    @Test
    void replacedCardAndOldReferenceLeadNowhere() {
        String replaced = card("alice", GOOD);
        String reference = server.search("alice").reference(0);
        markets.post("/control/peer/cards/" + replaced + "/replace", "{}");
        assertThat(server.credential(reference, "task-1").code()).isEqualTo("410 CARD_REPLACED");
        assertThat(markets.answerTo("POST", "/control/peer/cards/" + replaced + "/remove", "{}")
                        .statusCode())
                .isEqualTo(409);
        card("bob", GOOD);
        String old = server.search("bob").reference(0);
        markets.post("/control/clock", "{\"advance\":\"PT30M\"}");
        assertThat(server.credential(old, "task-2").code()).isEqualTo("410 CARD_REFERENCE_EXPIRED");
    }

    @Test
    void cardsAndReferencesAreStillThereAfterARestart() {
        card("alice", GOOD);
        String reference = server.search("alice").reference(0);
        markets.close();
        markets = new OpenMarkets(folder);
        server = new PaymentServer(markets, "coinslot");
        assertThat(server.credential(reference, "task-1").status()).isEqualTo(200);
    }

    @Test
    void peerIsSlowOrDown() {
        markets.post("/control/peer/faults", "{\"errorRate\":1,\"errorStatus\":503,\"limit\":1}");
        assertThat(server.search("alice").code()).isEqualTo("503 UNAVAILABLE");
        assertThat(server.search("alice").status()).isEqualTo(200);
    }

    @Test
    void ledgerCountsWhatWasAsked() {
        card("alice", GOOD);
        String reference = server.search("alice").reference(0);
        server.credential(reference, "task-1");
        server.credential("crd_unknown", "task-1");
        JsonNode totals = markets.get("/control/peer/ledger?limit=1").path("totals");
        assertThat(totals.path("searches").intValue()).isEqualTo(1);
        assertThat(totals.path("credentials").intValue()).isEqualTo(1);
        assertThat(totals.path("refused").intValue()).isEqualTo(1);
        assertThat(markets.get("/control/peer/ledger?limit=1&after=1")
                        .path("items")
                        .path(0)
                        .path("cardReferenceId")
                        .stringValue())
                .isEqualTo(reference);
    }

    @Test
    void partnersNotificationIsHeardOnceHoweverOftenItIsSent() {
        ObjectNode told = Json.object().put("type", "CARD_REMOVED").put("occurredAt", "2026-01-01T00:00:00Z");
        told.putArray("cardReferenceIds").add("crd_of_partner").add("crd_too");
        String path = "/peer/v1/notifications";
        assertThat(server.send(path, told, "request-1", "request-1").status()).isEqualTo(204);
        assertThat(server.send(path, told, "request-1", "request-1").status()).isEqualTo(204);
        JsonNode ledger = markets.get("/control/peer/ledger");
        assertThat(ledger.path("totals").path("notifications").intValue()).isEqualTo(2);
        assertThat(ledger.path("items").path(0).path("cardReferenceId").stringValue())
                .isEqualTo("crd_of_partner");
        assertThat(ledger.path("items").path(0).path("outcome").stringValue()).isEqualTo("CARD_REMOVED");
        assertThat(server.send(path, told.put("type", "MARVEL")).code()).isEqualTo("400 INVALID_REQUEST");
        server.signer.keyId = "nobody";
        assertThat(server.send(path, told).code()).isEqualTo("401 KEY_UNKNOWN");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        /control/peer/cards                    | {"accountId":"alice"}                                   | /accountNumber
        /control/peer/cards                    | {"accountId":"alice","accountNumber":"4111111111111112"} | /accountNumber
        /control/peer/cards                    | {"accountId":"alice","accountNumber":"4111111111111111","expiryMonth":"13"} | /expiryMonth
        /control/peer/tampering                | {"kind":"MARVEL"}                                       | /kind
        /control/peer/asks                     | {"serviceId":"nowhere","accountId":"alice"}             | nowhere
        /control/peer/partners                 | {"serviceId":"other","jwk":{"kty":"EC"}}                | /jwk
        /control/account-provider/assertions   | {"accountId":"alice"}                                   | /deviceKeyThumbprint
        /control/account-provider/assertions   | {"accountId":"a","deviceKeyThumbprint":"t","audience":"x","lifetimeSeconds":601} | /lifetimeSeconds
        """)
    void controlNamesWhatIsWrong(String path, String body, String named) {
        assertThat(markets.answerTo("POST", path, body).statusCode()).isIn(400, 409);
        assertThat(markets.answerTo("POST", path, body).body()).contains(named).doesNotContain("41111111");
    }
}
