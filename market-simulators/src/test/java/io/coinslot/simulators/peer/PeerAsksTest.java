package io.coinslot.simulators.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.simulators.OpenMarkets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The simulated payment server asks another one: a second pair of simulators, which answers as ours has to. */
class PeerAsksTest {
    @TempDir
    Path folder;

    @TempDir
    Path otherFolder;

    private OpenMarkets markets;
    private OpenMarkets other;

    @BeforeEach
    void open() {
        markets = new OpenMarkets(folder);
        other = new OpenMarkets(otherFolder);
        // Both have the same name here, so that what one signs for the partner is for the other.
        JsonNode here = markets.get("/control/peer/credentials?serviceId=simulated-wallet");
        JsonNode there = other.get("/control/peer/credentials?serviceId=simulated-wallet");
        partner(markets, there, other.address());
        partner(other, here, markets.address());
    }

    private static void partner(OpenMarkets at, JsonNode credentials, String baseUrl) {
        String jwk = credentials.path("settings").path("answerKey").toString();
        at.post(
                "/control/peer/partners",
                "{\"serviceId\":\"simulated-wallet\",\"baseUrl\":\"" + baseUrl + "\",\"jwk\":" + jwk + "}");
    }

    @AfterEach
    void close() {
        markets.close();
        other.close();
    }

    private JsonNode ask(String more) {
        return markets.post(
                "/control/peer/asks", "{\"serviceId\":\"simulated-wallet\",\"accountId\":\"alice\"" + more + "}");
    }

    @Test
    void answerOfThePartnerIsShownWithWhetherItIsItsOwn() {
        JsonNode refused = ask("").path("search");
        // The other pair has an account provider of its own, whose key is not the one that signed.
        assertThat(refused.path("status").intValue()).isEqualTo(401);
        assertThat(refused.path("body").path("code").stringValue()).isEqualTo("ASSERTION_INVALID");
        assertThat(refused.path("signatureValid").booleanValue()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"NONE,SIGNATURE_MISSING", "WRONG_KEY,SIGNATURE_INVALID", "STALE,SIGNATURE_STALE"})
    void asksWithoutARightToOnRequest(String proof, String code) {
        JsonNode refused = ask(",\"proof\":\"" + proof + "\"").path("search");
        assertThat(refused.path("body").path("code").stringValue()).isEqualTo(code);
        assertThat(refused.path("signatureValid").booleanValue()).isFalse();
    }

    @Test
    void answerThatWasChangedIsNoticed() {
        other.answerTo("POST", "/control/peer/tampering", "{\"kind\":\"BODY\"}");
        assertThat(ask("").path("search").path("signatureValid").booleanValue()).isFalse();
    }

    @Test
    void asksItselfAndOpensWhatItSealed() {
        JsonNode own = markets.get("/control/peer/credentials?serviceId=simulated-wallet");
        partner(markets, own, markets.address());
        markets.post("/control/peer/cards", "{\"accountId\":\"alice\",\"accountNumber\":\"4111111111111111\"}");
        JsonNode answer = ask(",\"credential\":true,\"taskId\":\"task-1\"");
        assertThat(answer.path("search").path("body").path("cards").size()).isEqualTo(1);
        JsonNode credential = answer.path("credentials").path(0);
        assertThat(credential.path("signatureValid").booleanValue()).isTrue();
        assertThat(credential.path("opens").booleanValue()).isTrue();
        assertThat(credential.path("openedAs").stringValue()).isEqualTo("cardAccountData");
        assertThat(answer.toString()).doesNotContain("4111111111111111");
        JsonNode mismatch = ask(",\"assertionProof\":\"OTHER_ACCOUNT\"").path("search");
        assertThat(mismatch.path("body").path("code").stringValue()).isEqualTo("ACCOUNT_MISMATCH");
    }
}
