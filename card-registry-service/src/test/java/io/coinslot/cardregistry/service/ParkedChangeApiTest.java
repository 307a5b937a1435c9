package io.coinslot.cardregistry.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coinslot.cardregistry.claim.CardClaims;
import io.coinslot.cardregistry.claim.ClaimKey;
import io.coinslot.cardregistry.journey.TestIssuer;
import io.coinslot.cardregistry.service.CardApi.Answer;
import io.coinslot.cardregistry.token.ParkedChanges;
import io.coinslot.cardregistry.token.ParkedTokens;
import io.coinslot.cardregistry.token.Token;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Changes of tokens that were given up, as operators see them and take them up. */
@ExtendWith(OutputCaptureExtension.class)
class ParkedChangeApiTest extends CardRegistryApi {
    private static final String PATH = "/v1/operations/parked-token-deletions";
    private static final String CHANGES = "/v1/operations/parked-token-changes";

    @Autowired
    MongoAggregateStore<Token> store;

    @Autowired
    CardClaims claims;

    @Autowired
    ParkedChanges counted;

    @Autowired
    MeterRegistry meters;

    private CardApi operator;

    @Autowired
    TestIssuer issuer;

    @BeforeEach
    void connect() {
        operator = as(CardApi.administrator("operations:write"));
        List<String> references = List.of("DWSB-p1", "DWSB-p2", "DWSB-p3");
        store.insert(references.stream()
                .map(reference -> ParkedTokens.parked(reference, claim(reference)))
                .toList());
        references.forEach(reference -> claims.claim(List.of(claim(reference)), ParkedTokens.HOLDER));
    }

    private static ClaimKey claim(String reference) {
        return new ClaimKey("clm_" + reference);
    }

    private boolean isFree(String reference) {
        return claims.claim(List.of(claim(reference)), "another").equals("another");
    }

    private CardApi as(String token) {
        return new CardApi("http://127.0.0.1:" + port, token);
    }

    private static String body(String reference) {
        return "{'tokenUniqueReference':'" + reference + "','reason':'the company has mended it'}";
    }

    private String listed() {
        return operator.get(PATH)
                .body()
                .path("items")
                .findValuesAsString("tokenUniqueReference")
                .toString();
    }

    @Test
    void areListedCountedAndTakenUpOneByOne() {
        Answer page = operator.get(PATH + "?limit=2");
        assertThat(page.text("/items/1/tokenUniqueReference")).isEqualTo("DWSB-p2");
        assertThat(page.text("/items/0/parked/lastFailure")).isEqualTo("SYSTEM_BUSY");
        assertThat(page.text("/items/0/serviceId")).isEqualTo("arcade");
        Answer rest = operator.get(PATH + "?limit=2&cursor=" + page.text("/nextCursor"));
        assertThat(rest.text("/items/0/tokenUniqueReference")).isEqualTo("DWSB-p3");
        assertThat(rest.body().path("nextCursor").isNull()).isTrue();
        counted.count();
        assertThat(meters.get("coinslot.token.deletions.parked").gauge().value())
                .isEqualTo(3);

        Answer redriven = operator.post(PATH + "/redrive", body("DWSB-p1"));
        assertThat(redriven.status()).isEqualTo(200);
        assertThat(redriven.body().path("parked").isNull()).isTrue();
        assertThat(redriven.text("/audit/0/action")).isEqualTo("REDRIVE");
        assertThat(redriven.text("/audit/0/by")).isEqualTo("admin");
        assertThat(operator.post(PATH + "/settle", body("DWSB-p2")).status()).isEqualTo(200);
        assertThat(listed()).isEqualTo("[DWSB-p3]");
        await().until(() -> isFree("DWSB-p2"));
        assertThat(isFree("DWSB-p3")).as("it is parked still").isFalse();
    }

    @Test
    void areSaidToBeTakenUpOnceThoughTheRequestIsRepeated(CapturedOutput output) {
        store.insert(Stream.of("DWSB-y1", "DWSB-y2")
                .map(reference -> ParkedTokens.parked(reference, claim(reference)))
                .toList());
        for (int time = 0; time < 2; time++) {
            assertThat(operator.post(PATH + "/settle", body("DWSB-y1")).status())
                    .isEqualTo(200);
        }
        notHeld("DWSB-z1");
        operator.post(CHANGES + "/settle", suspension("DWSB-z1").replace("CARDHOLDER", "DEVICE_LOCKED"));
        operator.post(PATH + "/settle", body("DWSB-y2"));
        await().untilAsserted(() -> assertThat(output).contains("takes up DELETE of token DWSB-y2"));
        assertThat(output.toString().split("takes up DELETE of token DWSB-y1", -1))
                .hasSize(2);
        assertThat(output).doesNotContain("of token DWSB-z1");
    }

    private static String suspension(String reference) {
        return "{'tokenUniqueReference':'" + reference
                + "','change':'SUSPEND','causedBy':'CARDHOLDER','reason':'the company holds it'}";
    }

    @Test
    void areSuspensionsAndDeletionsInOneListAndTakenUpOneByOne() {
        notHeld("DWSB-h1", "DWSB-h2");
        store.insert(List.of(ParkedTokens.parked("DWSB-h3", claim("DWSB-h3"))));
        Answer page = operator.get(CHANGES + "?limit=2");
        assertThat(page.body().path("items").findValuesAsString("tokenUniqueReference"))
                .containsExactly("DWSB-h1", "DWSB-h2");
        assertThat(page.text("/items/0/parked/0/change")).isEqualTo("SUSPEND");
        assertThat(page.text("/items/0/parked/0/causedBy")).isEqualTo("CARDHOLDER");
        assertThat(page.text("/items/0/status")).isEqualTo("SUSPENDED");
        Answer rest = operator.get(CHANGES + "?limit=200&cursor=" + page.text("/nextCursor"));
        assertThat(rest.text("/items/0/tokenUniqueReference")).isEqualTo("DWSB-h3");
        assertThat(rest.text("/items/0/parked/0/change")).isEqualTo("DELETE");
        counted.count();
        assertThat(meters.get("coinslot.token.holds.parked").gauge().value()).isGreaterThanOrEqualTo(2);

        Answer settled = operator.post(CHANGES + "/settle", suspension("DWSB-h1"));
        assertThat(settled.status()).isEqualTo(200);
        assertThat(settled.body().path("parked")).isEmpty();
        assertThat(settled.text("/audit/0/change")).isEqualTo("SUSPEND");
        assertThat(settled.text("/audit/0/causedBy")).isEqualTo("CARDHOLDER");
        assertThat(operator.post(CHANGES + "/redrive", suspension("DWSB-h2")).text("/audit/0/action"))
                .isEqualTo("REDRIVE");
        await().until(() -> issuer.told.contains("suspend CARDHOLDER"));
        claims.claim(List.of(claim("DWSB-h3")), ParkedTokens.HOLDER);
        String deletion = "{'tokenUniqueReference':'DWSB-h3','change':'DELETE','reason':'it is gone there'}";
        assertThat(operator.post(CHANGES + "/settle", deletion).status()).isEqualTo(200);
        assertThat(operator.get(CHANGES).body().path("items").findValuesAsString("tokenUniqueReference"))
                .doesNotContain("DWSB-h1", "DWSB-h2", "DWSB-h3");
        await().until(() -> isFree("DWSB-h3"));
    }

    private void notHeld(String... references) {
        store.insert(Stream.of(references)
                .map(reference -> ParkedTokens.notHeld(reference, claim(reference)))
                .toList());
    }

    @Test
    void areNamedByWhatWasToBeDoneAndForWhom() {
        notHeld("DWSB-i1");
        assertThat(operator.post(CHANGES + "/settle", suspension("DWSB-i1").replace("SUSPEND", "RESUME"))
                        .problem())
                .isEqualTo("400 invalid-request /change");
        assertThat(operator.post(CHANGES + "/settle", suspension("DWSB-i1").replace("CARDHOLDER", "ISSUER"))
                        .problem())
                .isEqualTo("400 invalid-request /causedBy");
        assertThat(operator.post(CHANGES + "/redrive", suspension("DWSB-p1").replace("SUSPEND", "DELETE"))
                        .problem())
                .isEqualTo("400 invalid-request /causedBy");
        assertThat(operator.post(CHANGES + "/redrive", suspension("DWSB-none")).problem())
                .isEqualTo("404 not-found /tokenUniqueReference");
        assertThat(as(CardApi.administrator("cards:write")).get(CHANGES).problem())
                .isEqualTo("403 insufficient-scope");
        assertThat(operator.post(CHANGES + "/settle", suspension("DWSB-i1").replace("CARDHOLDER", "TOKEN_REQUESTOR"))
                        .body()
                        .path("parked"))
                .as("another's suspension was not given up")
                .hasSize(1);
    }

    @Test
    void areForAdministratorsWhoSayWhy() {
        assertThat(as(CardApi.service("arcade", "operations:write")).get(PATH).problem())
                .isEqualTo("403 insufficient-scope");
        assertThat(as(CardApi.administrator("cards:write")).get(PATH).problem()).isEqualTo("403 insufficient-scope");
        assertThat(operator.post(PATH + "/settle", "{'tokenUniqueReference':'DWSB-p3','reason':' '}")
                        .problem())
                .isEqualTo("400 invalid-request /reason");
        assertThat(operator.post(PATH + "/redrive", "{'reason':'because'}").problem())
                .isEqualTo("400 invalid-request /tokenUniqueReference");
        assertThat(operator.post(PATH + "/redrive", body("DWSB-none")).problem())
                .isEqualTo("404 not-found /tokenUniqueReference");
        assertThat(operator.post(PATH + "/redrive", body("x".repeat(129))).problem())
                .isEqualTo("400 invalid-request /tokenUniqueReference");
        assertThat(operator.post(
                                PATH + "/settle",
                                "{'tokenUniqueReference':'DWSB-p3','reason':'" + "x".repeat(501) + "'}")
                        .problem())
                .isEqualTo("400 invalid-request /reason");
        assertThat(operator.get(PATH + "?limit=0").problem()).isEqualTo("400 invalid-request limit");
        assertThat(operator.get(PATH + "?cursor=" + "x".repeat(129)).problem()).isEqualTo("400 invalid-request cursor");
        assertThat(listed()).contains("DWSB-p3");
    }
}
