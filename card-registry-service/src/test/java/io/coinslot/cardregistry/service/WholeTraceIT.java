package io.coinslot.cardregistry.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coinslot.cardregistry.bank.SimulatedBank;
import io.coinslot.cardregistry.journey.TestSealer;
import io.coinslot.cardregistry.service.CardApi.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** The four steps with nothing made up: account provider, peer and financial company are simulated, over HTTP. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"coinslot.kafka.bootstrap-servers=false", "coinslot.mongodb.uri=false"})
@Import(LocalRegistry.class)
class WholeTraceIT {
    private static final String PATH = "/v1/card-registrations";
    private static final String NUMBER = "5555555555554444";

    private static SimulatedBank simulated;

    @LocalServerPort
    int port;

    @Autowired
    Store store;

    private final String user = "user-" + UUID.randomUUID();
    private final String thumbprint = ("thumb" + user.replace("-", "") + "0".repeat(43)).substring(0, 43);
    private CardApi device;

    @DynamicPropertySource
    static void partners(DynamicPropertyRegistry properties) throws Exception {
        simulated = new SimulatedBank();
        Path keys = Files.createTempDirectory("card-keys");
        TestSealer.in(keys);
        Files.writeString(
                keys.resolve("cards-signing-key.json"), simulated.ourKey().toJSONString());
        String address = simulated.address();
        JsonNode settings = simulated.settings();
        properties.add("coinslot.keys.directory", keys::toString);
        properties.add(
                "coinslot.cards.account-providers.simulated-accounts.keys-uri",
                () -> address + "/account-provider/.well-known/jwks.json");
        properties.add("coinslot.cards.peers.simulated-wallet.base-url", () -> address);
        properties.add("coinslot.cards.peers.simulated-wallet.keys-uri", () -> address + "/peer/.well-known/jwks.json");
        String issuer = "coinslot.cards.issuers." + SimulatedBank.ID;
        properties.add(issuer + ".shape", () -> "MDES");
        properties.add(issuer + ".url", () -> settings.path("mdesUrl").asString());
        properties.add(
                issuer + ".token-requestor-id",
                () -> settings.path("tokenRequestorId").asString());
        properties.add(issuer + ".keys-uri", () -> address + "/issuer/.well-known/jwks.json");
    }

    @AfterAll
    static void stop() {
        simulated.close();
    }

    @BeforeEach
    void connect() {
        String address = "http://127.0.0.1:" + port;
        device = new CardApi(address, CardApi.device("arcade", user, "watch", thumbprint));
        simulated.post(
                "/control/issuer/notification-target", "{'url':'" + address + "/v1/issuers/{shape}/notifications'}");
        simulated.post(
                "/control/peer/partners",
                "{'serviceId':'coinslot','jwk':"
                        + simulated.ourKey().toPublicJWK().toJSONString() + ",'baseUrl':'" + address + "'}");
    }

    private void cardAtThePeer() {
        simulated.post(
                "/control/peer/cards",
                "{'accountId':'" + user + "','accountNumber':'" + NUMBER + "','expiryMonth':'03','expiryYear':'30'}");
    }

    private String assertion(String more) {
        return simulated
                .post(
                        "/control/account-provider/assertions",
                        "{'accountId':'" + user + "','audience':'coinslot','deviceKeyThumbprint':'" + thumbprint
                                + "','onward':['simulated-wallet']" + more + "}")
                .path("accountAssertion")
                .asString();
    }

    private Answer ask(String assertion) {
        return ask(UUID.randomUUID().toString(), assertion);
    }

    private Answer ask(String key, String assertion) {
        Answer accepted = device.post(PATH, key, """
            {'accountInfo':{'accountAssertion':'%s'},'paymentAppInstanceId':'%s','walletId':'w',
             'deviceInfo':{'deviceName':'watch','formFactor':'WATCH','osName':'WEAR'},'consumerLanguage':'ko',
             'selection':{'mode':'ALL'}}\
            """.formatted(assertion, user.substring(5)));
        assertThat(accepted.status()).isEqualTo(202);
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> device.get(PATH + "/" + accepted.text("/registrationId")),
                        answer -> Set.of("COMPLETED", "FAILED").contains(answer.text("/state")));
    }

    @Test
    void registersACardOnAWatchFromTheServerThatThePhoneRegisteredItWith() {
        cardAtThePeer();
        Answer done = ask(assertion(""));
        assertThat(done.text("/state")).isEqualTo("COMPLETED");
        assertThat(done.text("/cards/0/accountPanSuffix")).isEqualTo("4444");
        assertThat(device.get("/v1/tokens").text("/items/0/status")).isEqualTo("ACTIVE");
        for (String collection : store.database().listCollectionNames()) {
            for (Document document : store.database().getCollection(collection).find()) {
                assertThat(document.toJson()).doesNotContain(NUMBER);
            }
        }
    }

    @Test
    void offersItInTurnToThePeerThatAsksForAnotherDevice() {
        cardAtThePeer();
        String reference = ask(assertion("")).text("/cards/0/tokenUniqueReference");
        String asks = "{'serviceId':'coinslot','accountId':'" + user + "','credential':true,'taskId':'task-1'";
        JsonNode asked = simulated.post("/control/peer/asks", asks + "}");
        assertThat(asked.at("/search/status").asInt()).as(asked.toString()).isEqualTo(200);
        assertThat(asked.at("/search/signatureValid").asBoolean()).isTrue();
        assertThat(asked.at("/credentials/0/status").asInt()).isEqualTo(200);
        assertThat(asked.at("/credentials/0/signatureValid").asBoolean()).isTrue();
        assertThat(asked.at("/credentials/0/opens").asBoolean())
                .as(asked.toString())
                .isTrue();
        assertThat(asked.at("/credentials/0/openedAs").asString()).isEqualTo("tokenUniqueReference");
        assertThat(asked.toString()).doesNotContain(NUMBER).doesNotContain(reference);
        for (String proof : Set.of("NONE", "WRONG_KEY", "STALE", "TAMPERED", "WRONG_RECEIVER")) {
            JsonNode refused = simulated.post("/control/peer/asks", asks + ",'proof':'" + proof + "'}");
            assertThat(refused.at("/search/status").asInt()).as(proof).isEqualTo(401);
        }
        for (String proof : Set.of("EXPIRED", "WRONG_KEY", "WRONG_AUDIENCE")) {
            JsonNode refused = simulated.post("/control/peer/asks", asks + ",'assertionProof':'" + proof + "'}");
            assertThat(refused.at("/search/status").asInt()).as(proof).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "EXPIRED,ASSERTION_EXPIRED",
        "WRONG_KEY,ASSERTION_INVALID",
        "WRONG_AUDIENCE,ASSERTION_WRONG_AUDIENCE",
        "OTHER_DEVICE,ASSERTION_OTHER_DEVICE",
        "LONG_LIVED,ASSERTION_LONG_LIVED"
    })
    void failsByNameWhenTheAssertionIsNoGood(String proof, String errorCode) {
        cardAtThePeer();
        Answer over = ask(assertion(",'proof':'" + proof + "','proofOf':'OUTER'"));
        assertThat(over.text("/state")).isEqualTo("FAILED");
        assertThat(over.text("/errorCode")).isEqualTo(errorCode);
    }

    /** What a device sends again under its key is the same registration; under another it would be one more. */
    @Test
    void takesAnAssertionForOneRegistrationAlone() {
        cardAtThePeer();
        String assertion = assertion("");
        Answer first = ask("key-1", assertion);
        assertThat(first.text("/state")).isEqualTo("COMPLETED");
        assertThat(ask("key-1", assertion).text("/registrationId")).isEqualTo(first.text("/registrationId"));
        Answer second = ask("key-2", assertion);
        assertThat(second.text("/state")).isEqualTo("FAILED");
        assertThat(second.text("/errorCode")).isEqualTo("ASSERTION_REPLAYED");
    }

    @Test
    void thePeerVerifiesItsOwnAssertionWhateverWeBelieved() {
        cardAtThePeer();
        Answer over = ask(assertion(",'proof':'WRONG_KEY','proofOf':'ONWARD'"));
        assertThat(over.text("/errorCode")).isEqualTo("ASSERTION_INVALID");
    }

    @ParameterizedTest
    @CsvSource({
        "BODY,PEER_ANSWER_INVALID",
        "UNSIGNED,PEER_ANSWER_INVALID",
        "WRONG_KEY,PEER_ANSWER_INVALID",
        "OTHER_REQUEST,PEER_ANSWER_INVALID"
    })
    void believesNoAnswerThatIsNotThePeersOwn(String kind, String errorCode) {
        cardAtThePeer();
        simulated.post("/control/peer/tampering", "{'kind':'" + kind + "','limit':1}");
        Answer over = ask(assertion(""));
        simulated.post("/control/peer/tampering", "{'kind':'NONE'}");
        assertThat(over.text("/state")).isEqualTo("FAILED");
        assertThat(over.text("/errorCode")).isEqualTo(errorCode);
    }

    @Test
    void failsWhenTheAccountHasNoCardThere() {
        assertThat(ask(assertion("")).text("/errorCode")).isEqualTo("NO_CARDS");
    }
}
