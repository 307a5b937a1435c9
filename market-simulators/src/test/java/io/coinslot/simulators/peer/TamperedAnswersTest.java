package io.coinslot.simulators.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.simulators.OpenMarkets;
import io.coinslot.simulators.issuer.TokenRequestor;
import io.coinslot.simulators.peer.PaymentServer.Answer;
import io.coinslot.simulators.protocol.Json;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The four steps of a registration, and what becomes of them when the peer's answers are not what they should be. */
class TamperedAnswersTest {
    private static final String GOOD = "4111111111111111";

    @TempDir
    Path folder;

    private OpenMarkets markets;
    private PaymentServer server;
    private TokenRequestor requestor;
    private String reference;

    @BeforeEach
    void open() {
        markets = new OpenMarkets(folder);
        server = new PaymentServer(markets, "coinslot");
        requestor = new TokenRequestor(markets, "coinslot");
        markets.post("/control/peer/cards", "{\"accountId\":\"alice\",\"accountNumber\":\"" + GOOD + "\"}");
        reference = server.search("alice").reference(0);
    }

    @AfterEach
    void close() {
        requestor.close();
        server.close();
        markets.close();
    }

    private void tamper(String kind) {
        markets.answerTo("POST", "/control/peer/tampering", "{\"kind\":\"" + kind + "\"}");
    }

    private TokenRequestor.Answer registered(JsonNode payload) {
        ObjectNode funding = Json.object();
        funding.set("encryptedPayload", payload);
        return requestor.mdes("tokenize", requestor.order("task-1", funding, "watch"));
    }

    @Test
    void peersCredentialRegistersTheCardAtTheCompany() {
        JsonNode payload = server.credential(reference, "task-1").body().path("encryptedPayload");
        assertThat(payload.toString()).doesNotContain(GOOD);
        TokenRequestor.Answer answer = registered(payload);
        assertThat(answer.text("decision")).isEqualTo("APPROVED");
        assertThat(answer.text("panUniqueReference"))
                .isEqualTo(server.search("alice")
                        .card(0)
                        .path("panUniqueReference")
                        .stringValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"BODY", "UNSIGNED", "WRONG_KEY", "OTHER_REQUEST"})
    void answerThatIsNotThePeersCannotBeVerified(String kind) {
        tamper(kind);
        Answer tampered = server.search("alice");
        assertThat(tampered.body().path("cards").size()).isEqualTo(1);
        assertThat(tampered.isSigned()).isFalse();
        assertThat(server.search("alice").isSigned()).isTrue();
    }

    @Test
    void answerIsUnreadableOnRequest() {
        tamper("MALFORMED");
        assertThat(server.search("alice").code()).isEqualTo("200 MALFORMED");
    }

    @ParameterizedTest
    @CsvSource({
        "CREDENTIAL,400 CRYPTO_ERROR",
        "WRONG_FINGERPRINT,400 CRYPTO_KEY_UNKNOWN",
        "EXPIRED_CREDENTIAL,400 PAYLOAD_EXPIRED",
        "NO_OAEP_HASH,400 CRYPTO_OAEP_HASH_MISSING",
        "WRONG_IV,400 CRYPTO_IV_LENGTH",
        "OTHER_TASK,400 PAYLOAD_WRONG_TASK"
    })
    void credentialThatIsDamagedIsRefusedByTheCompany(String kind, String code) {
        tamper(kind);
        assertThat(server.search("alice").isSigned()).isTrue();
        Answer answer = server.credential(reference, "task-1");
        assertThat(answer.isSigned()).isTrue();
        assertThat(registered(answer.body().path("encryptedPayload")).code()).isEqualTo(code);
        JsonNode whole = server.credential(reference, "task-1").body().path("encryptedPayload");
        assertThat(registered(whole).text("decision")).isEqualTo("APPROVED");
    }
}
