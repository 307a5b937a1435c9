package io.coinslot.cardregistry.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.cardregistry.journey.Registry;
import io.coinslot.cardregistry.journey.TestIssuer;
import io.coinslot.cardregistry.journey.TestPeers;
import io.coinslot.cardregistry.registration.Registration;
import io.coinslot.cardregistry.registration.SelectionMode;
import io.coinslot.cardregistry.service.CardApi.Answer;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/** What is refused of a device's requests, and in which words. */
class CardRefusalsApiTest extends DeviceApi {
    /** What only the device that asked may do, and the beginning of each one's body. */
    private static final List<String> STEPS = List.of(
            "/selections {'cardReferenceIds':['a'],",
            "/terms-acceptances {'termsAndConditionsAssetId':'a','acceptedAt':'2026-01-01T00:00:00Z',",
            "/activation-code-requests {'authenticationMethodId':'1',",
            "/activations {'authenticationCode':'1234',",
            "/cancel {");

    @Autowired
    MongoAggregateStore<Registration> store;

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

    /** No more is taken however long one waits, so that it is no 429. */
    @Test
    void saysThatARegistrationTakesNoMoreRequests(@TempDir Path folder) throws Exception {
        Registry registry = new Registry(folder);
        registry.peers.with(TestPeers.WALLET, "w1", "1111", null);
        registry.issuer.decides(TestIssuer.stepUp("DWSB-" + user));
        String id = registry.asked(SelectionMode.ALL, "app-1");
        while (registry.registrations
                        .requestCode(id, Registry.key("c"), "sms", null)
                        .refusal()
                == null) {
            registry.run();
        }
        Registration full = registry.get(id);
        store.insert(List.of(new Stored<>(id, 1, "write", full.createdAt(), full, 0, List.of(), List.of())));
        CardApi watch = as(CardApi.device("arcade", "alice", "watch", "thumb-watch"));
        Answer refused = watch.post(PATH + "/" + id + "/activation-code-requests", "{'authenticationMethodId':'sms'}");
        assertThat(refused.problem()).isEqualTo("409 conflict");
        assertThat(refused.text("/detail")).contains("takes no more requests");
    }

    /** MDES, tokenize: alphanumeric and web-safe base64 by RFC 4648, up to 48. */
    @Test
    void takesIdsOfPaymentAppInstancesThatCardNetworksTake() {
        String good = BODY.formatted("app-1", "ALL");
        for (String taken : List.of("A-z_09==", "b".repeat(48), "8f14e45f-ceea-467f-a8c1-0d1f5a3b2c4e")) {
            assertThat(device.post(PATH, good.replace("app-1", taken)).status())
                    .as(taken)
                    .isEqualTo(202);
        }
        for (String refused : List.of("app 1", "app.1", "app/1", "app+1", "앱", "b".repeat(49))) {
            assertThat(device.post(PATH, good.replace("app-1", refused)).problem())
                    .as(refused)
                    .isEqualTo("400 invalid-request /paymentAppInstanceId");
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

    /** A misspelt reason would be none, and a misspelt choice might be all cards. */
    @Test
    void refusesFieldsThatThereAreNot() {
        String good = BODY.formatted("app-1", "CHOOSE");
        assertThat(device.post(PATH, good.replace("'walletId'", "'walet':'x','walletId'"))
                        .problem())
                .isEqualTo("400 invalid-request /walet");
        assertThat(device.post(PATH, good.replace("'deviceName'", "'devicName':'x','deviceName'"))
                        .problem())
                .isEqualTo("400 invalid-request /deviceInfo/devicName");
        assertThat(device.post(PATH, good.replace("'mode'", "'most':1,'mode'")).problem())
                .isEqualTo("400 invalid-request /selection/most");
        assertThat(device.post(PATH, good.replace("'w'", "7")).problem()).isEqualTo("400 invalid-request /walletId");
        String registration = PATH + "/" + ask("app-1", "CHOOSE");
        for (String step : STEPS) {
            String[] parts = step.split(" ", 2);
            assertThat(device.post(registration + parts[0], parts[1] + "'raeson':'x'}")
                            .problem())
                    .as(step)
                    .isEqualTo("400 invalid-request /raeson");
        }
        assertThat(device.get(registration).text("/state")).isNotEqualTo("CANCELLED");
        assertThat(device.post(registration + "/cancel", "").status()).isEqualTo(202);
    }

    @Test
    void takesNoLongerNamesOfPaymentAppInstancesThanTheFinancialCompaniesDo() {
        String good = BODY.formatted("app-1", "ALL");
        assertThat(device.post(PATH, good.replace("app-1", "x".repeat(49))).problem())
                .isEqualTo("400 invalid-request /paymentAppInstanceId");
        assertThat(device.post(PATH, good.replace("app-1", "x".repeat(48))).status())
                .isEqualTo(202);
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
        CardApi anotherServicesDevice = as(CardApi.device("casino", user, "watch", "c"));
        CardApi itsService = as(CardApi.service("arcade", "cards:read"));
        for (CardApi other : List.of(anotherUser, anotherDevice, anotherService)) {
            assertThat(other.get(PATH + "/" + id).problem()).isEqualTo("404 not-found");
        }
        for (CardApi other : List.of(anotherUser, anotherDevice, anotherServicesDevice)) {
            for (String step : STEPS) {
                String[] parts = step.split(" ", 2);
                String body = parts[1].replaceAll(",$", "") + "}";
                assertThat(other.post(PATH + "/" + id + parts[0], body).problem())
                        .as(step)
                        .isEqualTo("404 not-found");
            }
        }
        assertThat(device.get(PATH + "/" + id).text("/state")).isEqualTo("SELECTION_PENDING");
        assertThat(itsService.get(PATH + "/" + id).status()).isEqualTo(200);
        assertThat(itsService.post(PATH, BODY.formatted("app-1", "ALL")).problem())
                .isEqualTo("403 devices-only");
        assertThat(as(CardApi.service("arcade", "cards:write"))
                        .post(PATH, BODY.formatted("app-1", "ALL"))
                        .problem())
                .as("only devices register")
                .isEqualTo("403 devices-only");
    }
}
