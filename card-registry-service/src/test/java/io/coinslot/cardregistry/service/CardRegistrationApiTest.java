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
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The service over HTTP and an embedded store, as a device meets it. */
class CardRegistrationApiTest extends DeviceApi {
    @Autowired
    LocalBroker broker;

    @Autowired
    Store store;

    @Autowired
    TestIssuer issuer;

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
    void registersNothingForWhoWouldNotTakeTheAnswer() {
        Answer refused = device.postAccepting("application/pdf", PATH, "key-406", BODY.formatted("app-406", "CHOOSE"));
        assertThat(refused.problem()).isEqualTo("406 not-acceptable");

        Answer first = device.post(PATH, "key-406", BODY.formatted("app-406", "CHOOSE"));
        assertThat(first.status()).isEqualTo(202);
        assertThat(first.header("Idempotent-Replayed")).isNull();
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
        String activations = PATH + "/" + id + "/activations";
        Answer wrong = device.post(activations, "key-" + id, "{'authenticationCode':'971353'}");
        assertThat(wrong.text("/result")).isEqualTo("INCORRECT_CODE");
        Answer again = device.post(activations, "key-" + id, "{'authenticationCode':'971353'}");
        assertThat(again.text("/result")).isEqualTo("INCORRECT_CODE");
        assertThat(again.response().headers().firstValue("Idempotent-Replayed")).contains("true");
        String right = "{'authenticationCode':'" + TestIssuer.CODE + "'}";
        assertThat(device.post(activations, "key-" + id, right).problem()).isEqualTo("422 idempotency-key-reused");
        assertThat(device.post(PATH + "/" + id + "/cancel", "key-" + id, "{}").problem())
                .isEqualTo("422 idempotency-key-reused");
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
