package io.coinslot.simulators.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.simulators.OpenMarkets;
import io.coinslot.simulators.protocol.Json;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class SealedPayloadTest {
    private static final String GOOD = "4111111111111111";

    @TempDir
    static Path folder;

    static OpenMarkets markets;
    static TokenRequestor requestor;

    @BeforeAll
    static void open() {
        markets = new OpenMarkets(folder);
        requestor = new TokenRequestor(markets, "coinslot");
    }

    @AfterAll
    static void close() {
        requestor.close();
        markets.close();
    }

    private static String answerTo(String taskId, ObjectNode payload) {
        ObjectNode funding = Json.object();
        funding.set("encryptedPayload", payload);
        TokenRequestor.Answer answer = requestor.mdes("tokenize", requestor.order(taskId, funding, "app-" + taskId));
        return answer.status() == 200 ? answer.text("decision") : answer.code();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA256", "SHA512"})
    void whatMastercardsLibrarySealsIsOpened(String hash) {
        requestor.sealer.hash = hash;
        assertThat(answerTo("with-" + hash, requestor.sealer.card(GOOD, "0330", "simulated-bank", "with-" + hash)))
                .isEqualTo("APPROVED");
        requestor.sealer.hash = "SHA256";
    }

    /** An empty value means that the field is left out, a {@code *} that its first digit is changed. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        oaepHashingAlgorithm    |                                  | 400 CRYPTO_OAEP_HASH_MISSING
        oaepHashingAlgorithm    | SHA1                             | 400 CRYPTO_OAEP_HASH_UNSUPPORTED
        oaepHashingAlgorithm    | SHA512                           | 400 CRYPTO_ERROR
        iv                      |                                  | 400 CRYPTO_IV_MISSING
        iv                      | 00112233445566778899aabbccddeeff | 400 CRYPTO_IV_LENGTH
        iv                      | not hexadecimal                  | 400 CRYPTO_IV_LENGTH
        iv                      | *                                | 400 CRYPTO_ERROR
        tag                     |                                  | 400 CRYPTO_TAG_INVALID
        tag                     | 0011                             | 400 CRYPTO_TAG_INVALID
        tag                     | *                                | 400 CRYPTO_ERROR
        publicKeyFingerprint    |                                  | 400 CRYPTO_KEY_UNKNOWN
        publicKeyFingerprint    | *                                | 400 CRYPTO_KEY_UNKNOWN
        encryptedKey            |                                  | 400 CRYPTO_ERROR
        encryptedKey            | *                                | 400 CRYPTO_ERROR
        encryptedData           |                                  | 400 CRYPTO_ERROR
        encryptedData           | *                                | 400 CRYPTO_ERROR
        dataValidUntilTimestamp |                                  | 400 PAYLOAD_EXPIRED
        dataValidUntilTimestamp | 2020-01-01T00:00:00Z             | 400 PAYLOAD_EXPIRED
        dataValidUntilTimestamp | 2999-01-01T00:00:00Z             | 400 CRYPTO_ERROR
        """)
    void damagedPayloadIsRefusedForItsReason(String field, String value, String code) {
        ObjectNode payload = requestor.sealer.card(GOOD, "0330", "simulated-bank", "damaged");
        String whole = payload.path(field).stringValue();
        payload.remove(field);
        if (value != null) {
            String changed = (whole.charAt(0) == '0' ? "1" : "0") + whole.substring(1);
            payload.put(field, value.equals("*") ? changed : value);
        }
        assertThat(answerTo("damaged", payload)).isEqualTo(code);
    }

    @Test
    void payloadIsRefusedOnceItsTimeIsOver() {
        requestor.sealer.validUntil = Instant.now().plusSeconds(3_600);
        ObjectNode payload = requestor.sealer.card(GOOD, "0330", "simulated-bank", "late");
        requestor.sealer.validUntil = Instant.now().plusSeconds(90_000);
        markets.post("/control/clock", "{\"advance\":\"PT1H1M\"}");
        assertThat(answerTo("late", payload)).isEqualTo("400 PAYLOAD_EXPIRED");
    }

    @Test
    void payloadIsForOneTaskAndOneCompany() {
        assertThat(answerTo("mine", requestor.sealer.card(GOOD, "0330", "simulated-bank", "another")))
                .isEqualTo("400 PAYLOAD_WRONG_TASK");
        assertThat(answerTo("mine", requestor.sealer.card(GOOD, "0330", "another-bank", "mine")))
                .isEqualTo("400 PAYLOAD_WRONG_AUDIENCE");
    }

    @Test
    void payloadWithoutACardIsRefused() {
        ObjectNode nothing = Json.object().put("audience", "simulated-bank").put("taskId", "empty");
        assertThat(answerTo("empty", requestor.sealer.seal(nothing))).isEqualTo("400 INVALID_CARD_DATA");
        nothing.putObject("cardAccountData").put("accountNumber", GOOD).put("expiryMonth", "13");
        assertThat(answerTo("empty", requestor.sealer.seal(nothing))).isEqualTo("400 INVALID_CARD_DATA");
    }
}
