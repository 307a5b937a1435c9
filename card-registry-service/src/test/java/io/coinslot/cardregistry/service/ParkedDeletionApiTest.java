package io.coinslot.cardregistry.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coinslot.cardregistry.claim.CardClaims;
import io.coinslot.cardregistry.claim.ClaimKey;
import io.coinslot.cardregistry.service.CardApi.Answer;
import io.coinslot.cardregistry.token.ParkedDeletions;
import io.coinslot.cardregistry.token.ParkedTokens;
import io.coinslot.cardregistry.token.Token;
import io.coinslot.servicekit.mongo.MongoAggregateStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Deletions that were given up, as operators see them and take them up. */
class ParkedDeletionApiTest extends CardRegistryApi {
    private static final String PATH = "/v1/operations/parked-token-deletions";

    @Autowired
    MongoAggregateStore<Token> store;

    @Autowired
    CardClaims claims;

    @Autowired
    ParkedDeletions counted;

    @Autowired
    MeterRegistry meters;

    private CardApi operator;

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
