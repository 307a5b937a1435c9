package io.coinslot.cardregistry.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coinslot.cardregistry.journey.TestIssuer;
import io.coinslot.cardregistry.service.CardApi.Answer;
import io.coinslot.schemas.card.RegistrationEventEnvelope;
import io.coinslot.servicekit.event.LocalBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The service over HTTP and an embedded store, as a device meets it. */
class CardRegistrationApiTest extends CardRegistryApi {
    private static final String BODY = """
        {'accountInfo':{'accountAssertion':'head.claims.signature'},'paymentAppInstanceId':'%s','walletId':'w',
         'deviceInfo':{'deviceName':'watch','formFactor':'WATCH','osName':'WEAR','osVersion':'5','paymentTypes':['NFC'],
         'storageTechnology':'TEE'},'consumerLanguage':'ko','selection':{'mode':'%s'}}\
        """;
    private static final String PATH = "/v1/card-registrations";

    @Autowired
    LocalBroker broker;

    @Autowired
    Store store;

    @Autowired
    TestIssuer issuer;

    private final String user = "user-" + UUID.randomUUID();
    private CardApi device;

    @BeforeEach
    void connect() {
        device = as(CardApi.device("arcade", user, "watch", user));
    }

    private CardApi as(String token) {
        return new CardApi("http://127.0.0.1:" + port, token);
    }

    private Answer awaitState(String id, String state) {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> device.get(PATH + "/" + id + "?waitMillis=500&minVersion=3"),
                        answer -> answer.text("/state").equals(state));
    }

    private String ask(String app, String mode) {
        Answer answer = device.post(PATH, BODY.formatted(app, mode));
        assertThat(answer.status()).isEqualTo(202);
        return answer.text("/registrationId");
    }

    @Test
    void registersInFourStepsAndListsTheTokens() {
        Answer accepted = device.post(PATH, BODY.formatted("app-1", "ALL"));
        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.text("/state")).isEqualTo("RECEIVED");
        assertThat(accepted.header("Location")).isEqualTo(PATH + "/" + accepted.text("/registrationId"));

        Answer done = awaitState(accepted.text("/registrationId"), "COMPLETED");

        assertThat(done.body().path("cards")).hasSize(2);
        assertThat(done.text("/cards/0/state")).isEqualTo("COMPLETED");
        assertThat(done.text("/cards/0/productConfig/issuerName")).isEqualTo("Bank");
        Answer list = device.get("/v1/tokens?limit=1");
        assertThat(list.body().path("items")).hasSize(1);
        Answer rest = device.get("/v1/tokens?limit=1&cursor=" + list.text("/nextCursor"));
        assertThat(rest.body().path("nextCursor").isNull()).isTrue();
        assertThat(Set.of(list.text("/items/0/tokenUniqueReference"), rest.text("/items/0/tokenUniqueReference")))
                .isEqualTo(
                        Set.of(done.text("/cards/0/tokenUniqueReference"), done.text("/cards/1/tokenUniqueReference")));
        assertThat(names(accepted.text("/registrationId")))
                .startsWith("RegistrationRequested", "AccountVerified", "PeersRequested", "CardsReceived")
                .endsWith("RegistrationCompleted");
        assertThat(names(done.text("/cards/0/tokenUniqueReference"))).containsExactly("TokenActivated");
    }

    private List<String> names(String subject) {
        return broker
                .published(
                        RegistrationEventEnvelope.class,
                        event -> event.getSubjectId().equals(subject))
                .stream()
                .map(event -> event.getEvent().getClass().getSimpleName())
                .toList();
    }

    @Test
    void answersARepeatedRequestAsTheFirstTime() {
        Answer first = device.post(PATH, "key-1", BODY.formatted("app-2", "CHOOSE"));
        awaitState(first.text("/registrationId"), "SELECTION_PENDING");
        Answer again = device.post(PATH, "key-1", BODY.formatted("app-2", "CHOOSE"));
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(device.post(PATH, "key-1", BODY.formatted("app-3", "CHOOSE")).problem())
                .isEqualTo("422 idempotency-key-reused");
        assertThat(device.post(PATH, null, BODY.formatted("app-2", "CHOOSE")).problem())
                .isEqualTo("400 missing-idempotency-key Idempotency-Key");
    }

    @Test
    void tellsNoCardNumberBackWhereverItStood() {
        String number = "4111111111111111";
        String escaped = "4111%201111%201111%201111";
        String good = BODY.formatted("app-1", "ALL");
        for (Answer answer : List.of(
                device.get(PATH + "/" + number),
                device.get(PATH + "/reg?waitMillis=" + escaped),
                device.get("/v1/tokens?limit=" + escaped),
                device.get("/v1/tokens?limit=" + number),
                device.get("/v1/tokens?cursor=" + number),
                device.post("/v1/tokens/" + number + "/suspend", "{'causedBy':'CARDHOLDER'}"),
                device.post(PATH + "/" + number + "/cancel", "{}"),
                device.post(PATH, good.replace("'ko'", "'ko-41111111-11111111'")),
                device.post(PATH, good.replace("'app-1'", "'app-" + number + "'")),
                device.post(PATH, good.replace("'ALL'", "[" + number + "]")),
                device.post(PATH, "{'" + number + "':" + number))) {
            assertThat(answer.status()).isBetween(400, 499);
            String said = answer.body() + " " + answer.response().headers().map();
            assertThat(said.replaceAll("[ -]|%20", "")).doesNotContain(number);
        }
    }

    @Test
    void namesTheFieldThatIsWrong() {
        String good = BODY.formatted("app-1", "ALL");
        assertThat(device.post(PATH, good.replace("'ALL'", "'SOME'")).problem())
                .isEqualTo("400 invalid-request /selection/mode");
        assertThat(device.post(PATH, good.replace("head.claims.signature", "none"))
                        .problem())
                .isEqualTo("400 invalid-request /accountInfo/accountAssertion");
        assertThat(device.post(PATH, good.replace("'app-1'", "''")).problem())
                .isEqualTo("400 invalid-request /paymentAppInstanceId");
        assertThat(device.post(PATH, good.replace("app-1", "4111 1111 1111 1111"))
                        .problem())
                .isEqualTo("400 invalid-request /paymentAppInstanceId");
        assertThat(device.post(PATH, good.replace("'deviceName':'watch',", "")).problem())
                .isEqualTo("400 invalid-request /deviceInfo/deviceName");
        assertThat(device.post(PATH, good.replace("'ko'", "'???'")).problem())
                .isEqualTo("400 invalid-request /consumerLanguage");
        assertThat(device.post(PATH, good.replace("'ko'", "'ko" + "-abcdefgh".repeat(4) + "'"))
                        .problem())
                .isEqualTo("400 invalid-request /consumerLanguage");
        assertThat(device.get("/v1/tokens?cursor=x").problem()).isEqualTo("400 invalid-request cursor");
        assertThat(device.get("/v1/tokens?cursor=" + "MCBh" + "YWFh".repeat(64)).problem())
                .as("longer than any of ours")
                .isEqualTo("400 invalid-request cursor");
    }

    @Test
    void namesATimeThatCannotBeKept() {
        String id = ask("app-1", "CHOOSE");
        for (String time :
                List.of("-999999999-01-01T00:00:00Z", "+999999999-12-31T23:59:59Z", "1969-12-31T23:59:59Z")) {
            String acceptance = "{'termsAndConditionsAssetId':'terms','acceptedAt':'" + time + "'}";
            assertThat(device.post(PATH + "/" + id + "/terms-acceptances", acceptance)
                            .problem())
                    .isEqualTo("400 invalid-request /acceptedAt");
        }
    }

    @Test
    void isOfNoConcernToOthers() {
        String id = ask("app-1", "CHOOSE");
        awaitState(id, "SELECTION_PENDING");
        CardApi anotherUser = as(CardApi.device("arcade", "mallory", "watch", "m"));
        CardApi anotherDevice = as(CardApi.device("arcade", user, "tablet", "t"));
        CardApi anotherService = as(CardApi.service("casino", "cards:read cards:write"));
        CardApi itsService = as(CardApi.service("arcade", "cards:read"));
        for (CardApi other : List.of(anotherUser, anotherDevice, anotherService)) {
            assertThat(other.get(PATH + "/" + id).problem()).isEqualTo("404 not-found");
        }
        assertThat(anotherUser.post(PATH + "/" + id + "/cancel", "{}").problem())
                .isEqualTo("404 not-found");
        assertThat(itsService.get(PATH + "/" + id).status()).isEqualTo(200);
        assertThat(itsService.post(PATH, BODY.formatted("app-1", "ALL")).problem())
                .isEqualTo("403 devices-only");
        assertThat(as(CardApi.service("arcade", "cards:write"))
                        .post(PATH, BODY.formatted("app-1", "ALL"))
                        .problem())
                .as("only devices register")
                .isEqualTo("403 devices-only");
    }

    @Test
    void letsTheCardholderChooseAcceptAndProve() {
        String id = ask("app-1", "CHOOSE");
        Answer offered = awaitState(id, "SELECTION_PENDING");
        String withTerms = offered.text("/cards/0/accountPanSuffix").equals("2222") ? "/cards/0" : "/cards/1";
        issuer.decides(TestIssuer.stepUp("DWSB-" + id));
        device.post(
                PATH + "/" + id + "/selections",
                "{'cardReferenceIds':['" + offered.text(withTerms + "/cardReferenceId") + "']}");
        awaitState(id, "TERMS_PENDING");
        assertThat(device.post(
                                PATH + "/" + id + "/terms-acceptances",
                                "{'termsAndConditionsAssetId':'other','acceptedAt':'2026-11-22T00:00:00Z'}")
                        .problem())
                .isEqualTo("409 conflict /termsAndConditionsAssetId");
        device.post(
                PATH + "/" + id + "/terms-acceptances",
                "{'termsAndConditionsAssetId':'https://bank.example/terms','acceptedAt':'2026-11-22T00:00:00Z'}");
        Answer asked = awaitState(id, "AUTHENTICATION_REQUIRED");
        assertThat(asked.text("/cards/0/authenticationMethods/0/type")).isEqualTo("TEXT_TO_CARDHOLDER_NUMBER");
        assertThat(device.post(PATH + "/" + id + "/activations", "{'authenticationCode':'123456'}")
                        .problem())
                .isEqualTo("409 conflict /authenticationCode");
        device.post(
                PATH + "/" + id + "/activation-code-requests",
                "{'authenticationMethodId':'" + asked.text("/cards/0/authenticationMethods/0/id") + "'}");
        awaitState(id, "CODE_SENT");
        assertThat(device.post(PATH + "/" + id + "/activations", "{'authenticationCode':'971353'}")
                        .text("/result"))
                .isEqualTo("INCORRECT_CODE");
        assertThat(device.post(PATH + "/" + id + "/activations", "{'authenticationCode':'" + TestIssuer.CODE + "'}")
                        .text("/result"))
                .isEqualTo("SUCCESS");
        awaitState(id, "COMPLETED");
        for (String collection : List.of("registrations", "tokens")) {
            for (Document document : store.database().getCollection(collection).find()) {
                assertThat(document.toJson()).doesNotContain("971353").doesNotContain(TestIssuer.CODE);
            }
        }
    }

    @Test
    void suspendsLetsGoAndDeletesATokenForThoseWhoMay() {
        String id = ask("app-1", "ALL");
        String reference = awaitState(id, "COMPLETED").text("/cards/0/tokenUniqueReference");
        String path = "/v1/tokens/" + reference;
        CardApi service = as(CardApi.service("arcade", "cards:read cards:write"));
        assertThat(device.post(path + "/suspend", "{'causedBy':'CARDHOLDER','reasonCode':'DEVICE_LOST'}")
                        .text("/status"))
                .isEqualTo("SUSPENDED");
        service.post(path + "/suspend", "{'causedBy':'TOKEN_REQUESTOR'}");
        assertThat(device.post(path + "/suspend", "{'causedBy':'ISSUER'}").problem())
                .isEqualTo("400 invalid-request /causedBy");
        assertThat(device.post(path + "/unsuspend", "{'causedBy':'TOKEN_REQUESTOR'}")
                        .problem())
                .isEqualTo("403 insufficient-scope /causedBy");
        assertThat(as(CardApi.device("arcade", user, "tablet", "t"))
                        .post(path + "/unsuspend", "{'causedBy':'CARDHOLDER'}")
                        .problem())
                .as("another device of the same user")
                .isEqualTo("403 insufficient-scope /causedBy");
        device.post(path + "/unsuspend", "{'causedBy':'CARDHOLDER'}");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> device.get(path).text("/suspendedBy/0").equals("TOKEN_REQUESTOR")
                        && device.get(path).body().path("suspendedBy").size() == 1);
        service.post(path + "/unsuspend", "{'causedBy':'TOKEN_REQUESTOR'}");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> device.get(path).text("/status").equals("ACTIVE"));
        assertThat(as(CardApi.device("arcade", "mallory", "watch", "m"))
                        .post(path + "/delete", "{'causedBy':'CARDHOLDER'}")
                        .problem())
                .isEqualTo("404 not-found");
        assertThat(device.post(path + "/delete", "{'causedBy':'CARDHOLDER'}").text("/status"))
                .isEqualTo("DEACTIVATED");
        assertThat(device.post(path + "/unsuspend", "{'causedBy':'CARDHOLDER'}").problem())
                .isEqualTo("409 conflict");
    }

    @Test
    void registersACardOnceThoughADeviceAsksManyTimesAtOnce() throws Exception {
        List<Callable<String>> asking = new ArrayList<>();
        for (int time = 0; time < 6; time++) {
            asking.add(() -> ask("app-race", "ALL"));
        }
        Set<String> ids = new HashSet<>();
        try (var threads = Executors.newFixedThreadPool(6)) {
            for (Future<String> id : threads.invokeAll(asking)) {
                ids.add(id.get());
            }
        }
        List<String> tokens = new ArrayList<>();
        for (String id : ids) {
            Answer over = await().atMost(Duration.ofSeconds(60))
                    .until(
                            () -> device.get(PATH + "/" + id),
                            answer -> Set.of("COMPLETED", "FAILED").contains(answer.text("/state")));
            over.body().path("cards").forEach(card -> {
                if (card.path("state").asString().equals("COMPLETED")) {
                    tokens.add(card.path("accountPanSuffix").asString());
                } else {
                    assertThat(card.path("errorCode").asString()).isEqualTo("CARD_ALREADY_ON_DEVICE");
                }
            });
        }
        assertThat(tokens).containsExactlyInAnyOrder("1111", "2222");
    }
}
