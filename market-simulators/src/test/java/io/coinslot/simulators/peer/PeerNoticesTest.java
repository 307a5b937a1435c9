package io.coinslot.simulators.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coinslot.simulators.Merchant;
import io.coinslot.simulators.Merchant.Told;
import io.coinslot.simulators.OpenMarkets;
import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.signing.RequestSigner;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class PeerNoticesTest {
    @TempDir
    Path folder;

    private OpenMarkets markets;
    private PaymentServer server;
    private Merchant endpoint;
    private String cardId;
    private String reference;

    @BeforeEach
    void open() {
        markets = new OpenMarkets(folder);
        server = new PaymentServer(markets, "coinslot");
        endpoint = new Merchant();
        cardId = markets.post("/control/peer/cards", "{\"accountId\":\"alice\",\"accountNumber\":\"4111111111111111\"}")
                .path("cardId")
                .stringValue();
        markets.post("/control/peer/partners", "{\"serviceId\":\"coinslot\",\"baseUrl\":\"" + endpoint.url() + "\"}");
        reference = server.search("alice").reference(0);
    }

    @AfterEach
    void close() {
        server.close();
        markets.close();
        endpoint.close();
    }

    private List<Told> told(int count) {
        await().until(() -> endpoint.told().size() >= count);
        return endpoint.told();
    }

    private static JsonNode body(Told told) {
        return Json.read(told.body().getBytes(StandardCharsets.UTF_8));
    }

    private boolean isSigned(Told told) {
        String digest = RequestSigner.digest(told.body().getBytes(StandardCharsets.UTF_8));
        return told.header("Signature-input").contains("tag=\"coinslot\"")
                && RequestSigner.isSigned(
                        server.answerKey,
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

    @ParameterizedTest
    @CsvSource({"remove,CARD_REMOVED", "replace,CARD_REPLACED"})
    void partnerIsToldByEveryNameThatItHasForTheCard(String what, String type) {
        String later = server.search("alice").reference(0);
        markets.post("/control/peer/cards/" + cardId + "/" + what, "{}");
        Told told = told(1).getFirst();
        assertThat(told.path()).isEqualTo("/peer/v1/notifications");
        assertThat(isSigned(told)).isTrue();
        assertThat(body(told).path("type").stringValue()).isEqualTo(type);
        assertThat(body(told).path("cardReferenceIds").toString()).contains(reference, later);
        assertThat(told.header("Signature-input"))
                .contains(body(told).path("requestId").stringValue());
    }

    @Test
    void partnerThatDoesNotKnowTheCardIsNotTold() {
        markets.post("/control/clock", "{\"advance\":\"PT31M\"}");
        markets.post("/control/peer/cards/" + cardId + "/remove", "{}");
        String other = markets.post(
                        "/control/peer/cards", "{\"accountId\":\"alice\",\"accountNumber\":\"370000000000002\"}")
                .path("cardId")
                .stringValue();
        String known = server.search("alice").reference(0);
        markets.post("/control/peer/cards/" + other + "/remove", "{}");
        assertThat(told(1)).hasSize(1);
        assertThat(body(told(1).getFirst()).path("cardReferenceIds").toString()).isEqualTo("[\"" + known + "\"]");
    }

    @Test
    void notificationIsRepeatedUnderItsIdUntilItIsTaken() {
        endpoint.refuseNext(1);
        markets.post("/control/peer/cards/" + cardId + "/remove", "{}");
        List<Told> told = told(2);
        assertThat(told.get(1).body()).isEqualTo(told.get(0).body());
        assertThat(told).allMatch(this::isSigned);
    }

    @ParameterizedTest
    @CsvSource({"RESEND,1,true", "DUPLICATE,2,true", "FORGED,1,false", "UNKNOWN_CARD,1,true", "POISON,1,true"})
    void notificationOfEachKindIsSentOnRequest(String kind, int count, boolean isSigned) {
        JsonNode sent = markets.post(
                "/control/peer/notifications",
                "{\"serviceId\":\"coinslot\",\"kind\":\"" + kind + "\",\"cardReferenceId\":\"" + reference + "\"}");
        assertThat(sent.path("statuses").size()).isEqualTo(count);
        assertThat(endpoint.told()).hasSize(count).allMatch(told -> isSigned(told) == isSigned);
        assertThat(endpoint.told().stream().map(Told::body).distinct()).hasSize(1);
    }
}
