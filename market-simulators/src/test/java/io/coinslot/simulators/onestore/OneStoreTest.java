package io.coinslot.simulators.onestore;

import static io.coinslot.simulators.onestore.StoreDeveloper.token;
import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.simulators.OpenMarkets;
import io.coinslot.simulators.onestore.StoreDeveloper.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class OneStoreTest {
    @TempDir
    static Path data;

    static OpenMarkets markets;
    static StoreDeveloper developer;

    @BeforeAll
    static void open() {
        markets = new OpenMarkets(data);
        developer = new StoreDeveloper(markets, "arcade");
    }

    @AfterAll
    static void close() {
        developer.close();
        markets.close();
    }

    @AfterEach
    void heal() {
        markets.delete("/control/one-store/faults");
    }

    private static void assertRefused(Answer answer, int status, String code) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.body().path("error").path("message").stringValue()).isNotEmpty();
    }

    @Test
    void issuesATokenAsTheDocumentsSay() {
        Answer answer = developer.accessToken("commercial", developer.form());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("client_id").stringValue()).isEqualTo(developer.clientId);
        assertThat(answer.body().path("token_type").stringValue()).isEqualTo("bearer");
        assertThat(answer.body().path("expires_in").intValue()).isBetween(600, 3600);
        assertThat(answer.body().path("scope").stringValue()).isEqualTo("DEFAULT");
        assertThat(developer.accessToken("commercial", developer.form()).body().path("access_token"))
                .isEqualTo(answer.body().path("access_token"));
        assertThat(developer.accessToken("sandbox", developer.form()).body().path("access_token"))
                .isNotEqualTo(answer.body().path("access_token"));
    }

    @Test
    void refusesATokenToWhoeverIsNotTheClient() {
        assertRefused(developer.accessToken("commercial", developer.form() + "x"), 403, "UnauthorizedAccess");
        assertRefused(
                developer.accessToken("commercial", developer.form().replace("client_credentials", "password")),
                400,
                "InvalidRequest");
    }

    @Test
    void refusesWhatIsNotExactlyABearerTokenOfTheHostAndTheClient() {
        String path = StoreDeveloper.details("gem_100").formatted(token(developer.sells("")));
        String good = developer.bearer("commercial");
        assertThat(developer.get("commercial", good, "MKT_ONE", path).status()).isEqualTo(200);
        for (String malformed : List.of(good.replace("Bearer", "bearer"), good.replace(" ", "  "), "Basic x")) {
            assertRefused(developer.get("commercial", malformed, "MKT_ONE", path), 400, "InvalidAuthorizationHeader");
        }
        assertRefused(developer.get("commercial", "Bearer x", "MKT_ONE", path), 401, "InvalidAccessToken");
        assertRefused(developer.get("sandbox", good, "MKT_ONE", path), 401, "InvalidAccessToken");
        try (StoreDeveloper other = new StoreDeveloper(markets, "other-game")) {
            assertRefused(
                    developer.get("commercial", other.bearer("commercial"), "MKT_ONE", path),
                    403,
                    "UnauthorizedAccess");
        }
    }

    @Test
    void tellsAPurchaseWithoutItsPriceAndOnlyUnderItsProductHostAndMarket() {
        JsonNode held = developer.sells(",\"quantity\":2,\"binding\":{\"developerPayload\":\"pur_1\"}");
        Answer details = developer.details("gem_100", token(held));
        assertThat(details.body().propertyNames())
                .containsExactly(
                        "consumptionState",
                        "developerPayload",
                        "purchaseState",
                        "purchaseTime",
                        "purchaseId",
                        "acknowledgeState",
                        "quantity");
        assertThat(details.body().path("developerPayload").stringValue()).isEqualTo("pur_1");
        assertThat(details.body().path("quantity").intValue()).isEqualTo(2);
        assertThat(details.body().path("purchaseState").intValue()).isZero();
        assertThat(details.body().path("purchaseId")).isEqualTo(held.path("purchaseId"));

        String path = StoreDeveloper.details("gem_100").formatted(token(held));
        assertRefused(developer.details("gem_10", token(held)), 404, "NoSuchData");
        assertRefused(developer.details("gem_100", "unknown"), 404, "NoSuchData");
        assertRefused(developer.get("sandbox", developer.bearer("sandbox"), "MKT_ONE", path), 404, "NoSuchData");
        assertRefused(developer.get("commercial", developer.bearer("commercial"), "MKT_GLB", path), 404, "NoSuchData");
    }

    @Test
    void takesThePurchasesBillingObjectForItsBinding() {
        String token = token(developer.sells(",\"binding\":{\"orderReference\":\"pur_1\",\"clientSecret\":null}"));
        assertThat(developer
                        .details("gem_100", token)
                        .body()
                        .path("developerPayload")
                        .stringValue())
                .isEqualTo("pur_1");
    }

    @Test
    void consumesOnceAndOnlyWithTheRightPayload() {
        String token = token(developer.sells(",\"binding\":{\"developerPayload\":\"pur_1\"}"));
        assertRefused(developer.consume(token, "{\"developerPayload\":\"pur_2\"}"), 400, "DeveloperPayloadNotMatch");
        Answer answer = developer.consume(token, "{\"developerPayload\":\"pur_1\"}");
        assertThat(answer.body().path("result").path("code").stringValue()).isEqualTo("Success");
        assertThat(developer
                        .details("gem_100", token)
                        .body()
                        .path("consumptionState")
                        .intValue())
                .isOne();
        assertRefused(developer.consume(token, "{}"), 409, "InvalidConsumeState");
    }

    @Test
    void acknowledgesAPurchaseOnce() {
        String token = token(developer.sells(""));
        assertThat(developer.acknowledge(token).status()).isEqualTo(200);
        assertThat(developer
                        .details("gem_100", token)
                        .body()
                        .path("acknowledgeState")
                        .intValue())
                .isOne();
        assertRefused(developer.acknowledge(token), 409, "InvalidPurchaseState");
    }

    @Test
    void listsWhatWasCancelledByPages() {
        List<String> tokens = new ArrayList<>();
        for (int count = 0; count < 3; count++) {
            String token = token(developer.sells(""));
            tokens.add(token);
            markets.post("/control/one-store/refunds", "{\"purchaseToken\":\"" + token + "\"}");
            assertRefused(developer.consume(token, "{}"), 409, "InvalidPurchaseState");
        }
        List<String> listed = new ArrayList<>();
        String key = "";
        do {
            JsonNode page = developer
                    .voided("?startTime=0&maxResults=2" + (key.isEmpty() ? "" : "&continuationKey=" + key))
                    .body();
            // The documents' own name of the list has a space at its end.
            page.path("voidedPurchaseList ")
                    .forEach(voided -> listed.add(voided.path("purchaseToken").stringValue()));
            key = page.path("continuationKey").asString("");
        } while (!key.isEmpty());
        assertThat(listed).containsSubsequence(tokens).doesNotHaveDuplicates();
        assertThat(developer
                        .voided("?endTime=1")
                        .body()
                        .path("voidedPurchaseList ")
                        .size())
                .isZero();
        assertRefused(developer.voided("?maxResults=101"), 400, "InvalidRequest");
    }

    @Test
    void cancelsAPurchaseOnce() {
        String refund = "{\"purchaseToken\":\"" + token(developer.sells("")) + "\"}";
        JsonNode entry = markets.post("/control/one-store/refunds", refund);
        assertThat(entry.path("refunded").path("amount").stringValue()).isEqualTo("1200");
        assertThat(markets.answerTo("POST", "/control/one-store/refunds", refund)
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void knowsNoPendingPurchasesAndNoDisputes() {
        String pending = "{\"serviceId\":\"arcade\",\"productId\":\"g\",\"outcome\":\"PENDING\"}";
        assertThat(markets.answerTo("POST", "/control/one-store/purchases", pending)
                        .statusCode())
                .isEqualTo(400);
        assertThat(markets.answerTo("POST", "/control/one-store/purchases/t/complete", "{}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(markets.answerTo("POST", "/control/one-store/disputes", "{}").statusCode())
                .isEqualTo(409);
        assertThat(developer
                        .sells(",\"outcome\":\"DECLINED\"")
                        .path("purchaseToken")
                        .isNull())
                .isTrue();
    }

    @Test
    void wordsFailuresAsTheDocumentsDo() {
        String token = token(developer.sells(""));
        String bearer = developer.bearer("commercial");
        String path = StoreDeveloper.details("gem_100").formatted(token);
        for (var failure : java.util.Map.of(500, "InternalError", 503, "ServiceMaintenance", 403, "AccessBlocked")
                .entrySet()) {
            markets.post("/control/one-store/faults", "{\"errorRate\":1,\"errorStatus\":" + failure.getKey() + "}");
            assertRefused(developer.get("commercial", bearer, "MKT_ONE", path), failure.getKey(), failure.getValue());
        }
    }
}
