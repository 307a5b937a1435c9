package io.coinslot.cardregistry.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coinslot.cardregistry.journey.Registry;
import io.coinslot.cardregistry.journey.TestIssuer;
import io.coinslot.cardregistry.journey.TestPeers;
import io.coinslot.cardregistry.registration.CardEntry;
import io.coinslot.cardregistry.registration.Registration;
import io.coinslot.cardregistry.registration.UndecidedCards;
import io.coinslot.cardregistry.service.CardApi.Answer;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Cards that the financial company never decided, as operators see them and take them up. */
@ExtendWith(OutputCaptureExtension.class)
class UndecidedCardApiTest extends CardRegistryApi {
    private static final String PATH = "/v1/operations/undecided-cards";

    @TempDir
    Path folder;

    @Autowired
    MongoAggregateStore<Registration> store;

    @Autowired
    UndecidedCards counted;

    @Autowired
    MeterRegistry meters;

    @Autowired
    TestIssuer issuer;

    private CardApi operator;
    private Registration first;
    private Registration second;

    @BeforeEach
    void leave() throws Exception {
        operator = as(CardApi.administrator("operations:write"));
        Registry registry = new Registry(folder);
        registry.peers.with(TestPeers.WALLET, "w1", "1111", null);
        List<Registration> left = Stream.of(registry.undecided("app-1"), registry.undecided("app-2"))
                .map(registry::get)
                .sorted(Comparator.comparing(Registration::registrationId))
                .toList();
        first = left.getFirst();
        second = left.getLast();
        store.insert(left.stream()
                .map(each -> new Stored<>(
                        each.registrationId(), 1, "write", each.createdAt(), each, 0, List.of(), List.of()))
                .toList());
    }

    private CardApi as(String token) {
        return new CardApi("http://127.0.0.1:" + port, token);
    }

    private static CardEntry card(Registration registration) {
        return registration.cards().getFirst();
    }

    private static String body(Registration registration) {
        return "{'registrationId':'" + registration.registrationId() + "','cardReferenceId':'"
                + card(registration).cardReferenceId() + "','reason':'as the company says'}";
    }

    private List<String> listed() {
        return operator.get(PATH + "?limit=200").body().path("items").findValuesAsString("registrationId");
    }

    @Test
    void areListedCountedAndTakenUpOneByOne() {
        Answer page = operator.get(PATH + "?limit=1");
        assertThat(page.text("/items/0/registrationId")).isEqualTo(first.registrationId());
        assertThat(page.text("/items/0/serviceId")).isEqualTo("arcade");
        assertThat(page.text("/items/0/cards/0/taskId")).isEqualTo(card(first).taskId());
        assertThat(page.text("/items/0/cards/0/undecided/attempts")).isEqualTo("45");
        assertThat(page.body().at("/items/0/cards/0/leftToOperator").asBoolean())
                .isTrue();
        Answer rest = operator.get(PATH + "?limit=1&cursor=" + page.text("/nextCursor"));
        assertThat(rest.text("/items/0/registrationId")).isEqualTo(second.registrationId());
        assertThat(rest.body().path("nextCursor").isNull()).isTrue();
        counted.count();
        assertThat(meters.get("coinslot.cards.undecided").gauge().value()).isEqualTo(2);

        issuer.decide(card(first).taskId(), TestIssuer.approved("DWSB-" + first.registrationId()));
        Answer redriven = operator.post(PATH + "/redrive", body(first));
        assertThat(redriven.body().at("/cards/0/leftToOperator").asBoolean()).isFalse();
        assertThat(redriven.text("/cards/0/audit/0/action")).isEqualTo("REDRIVE");
        assertThat(redriven.text("/cards/0/audit/0/by")).isEqualTo("admin");
        await().until(() -> operator.post(PATH + "/settle", body(first)).text("/cards/0/state"), "COMPLETED"::equals);
        Answer settled = operator.post(PATH + "/settle", body(second));
        assertThat(settled.text("/cards/0/state")).isEqualTo("FAILED");
        assertThat(settled.text("/cards/0/audit/0/reason")).isEqualTo("as the company says");
        assertThat(listed()).isEmpty();
        counted.count();
        assertThat(meters.get("coinslot.cards.undecided").gauge().value()).isZero();
    }

    @Test
    void areSaidToBeTakenUpOnceThoughTheRequestIsRepeated(CapturedOutput output) {
        for (int time = 0; time < 2; time++) {
            assertThat(operator.post(PATH + "/settle", body(first)).status()).isEqualTo(200);
        }
        operator.post(PATH + "/settle", body(second));
        String line = "takes up card " + card(first).cardReferenceId();
        await().untilAsserted(() ->
                assertThat(output).contains("takes up card " + card(second).cardReferenceId()));
        assertThat(output.toString().split(line, -1)).hasSize(2);
    }

    @Test
    void areForAdministratorsWhoSayWhy() {
        assertThat(as(CardApi.service("arcade", "operations:write")).get(PATH).problem())
                .isEqualTo("403 insufficient-scope");
        assertThat(as(CardApi.administrator("cards:write")).get(PATH).problem()).isEqualTo("403 insufficient-scope");
        assertThat(as(CardApi.service("arcade", "operations:write"))
                        .post(PATH + "/settle", body(first))
                        .problem())
                .isEqualTo("403 insufficient-scope");
        assertThat(operator.post(PATH + "/settle", body(first).replace("as the company says", " "))
                        .problem())
                .isEqualTo("400 invalid-request /reason");
        assertThat(operator.post(PATH + "/settle", "{'reason':'because'}").problem())
                .isEqualTo("400 invalid-request /registrationId");
        assertThat(operator.post(PATH + "/settle", body(first).replace("'cardReferenceId'", "'card'"))
                        .problem())
                .startsWith("400 invalid-request");
        assertThat(operator.post(
                                PATH + "/redrive",
                                body(first).replace(card(first).cardReferenceId(), "crd_none"))
                        .problem())
                .isEqualTo("404 not-found /cardReferenceId");
        assertThat(operator.get(PATH + "?limit=201").problem()).isEqualTo("400 invalid-request limit");
        assertThat(operator.get(PATH + "?cursor=" + "x".repeat(129)).problem()).isEqualTo("400 invalid-request cursor");
        assertThat(listed()).contains(first.registrationId(), second.registrationId());
        operator.post(PATH + "/settle", body(first));
        operator.post(PATH + "/settle", body(second));
    }
}
