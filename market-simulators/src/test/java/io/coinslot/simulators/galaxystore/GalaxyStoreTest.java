package io.coinslot.simulators.galaxystore;

import static io.coinslot.simulators.galaxystore.GalaxyMerchant.body;
import static io.coinslot.simulators.galaxystore.GalaxyMerchant.purchaseId;
import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.simulators.OpenMarkets;
import io.coinslot.simulators.token.RsaKey;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What Samsung's documents say of receipts, access tokens, acknowledgement and orders. */
class GalaxyStoreTest {
    private static final String PRICE = "\"price\":{\"amount\":\"1200\",\"currency\":\"KRW\"}";

    @TempDir
    static Path data;

    private static OpenMarkets markets;
    private static GalaxyMerchant merchant;

    @BeforeAll
    static void open() {
        markets = new OpenMarkets(data);
        merchant = new GalaxyMerchant(markets, "arcade");
    }

    @AfterAll
    static void close() {
        merchant.close();
        markets.close();
    }

    @AfterEach
    void heal() {
        markets.delete("/control/galaxy-store/faults");
    }

    private static JsonNode statusOf(HttpResponse<String> finished) {
        assertThat(finished.statusCode()).isEqualTo(200);
        return body(finished).path("purchaseItemList").get(0).path("statusCode");
    }

    @Test
    void receiptTellsAmountsWithThreeDigitsAndTimesInGmt() {
        JsonNode held = merchant.sells(
                PRICE + ",\"binding\":{\"obfuscatedAccountId\":\"buyer-1\",\"obfuscatedProfileId\":\"pur_1\"}");
        JsonNode receipt = merchant.receipt(purchaseId(held));
        assertThat(receipt.path("status").stringValue()).isEqualTo("success");
        assertThat(receipt.path("paymentAmount").stringValue()).isEqualTo("1200.000");
        assertThat(receipt.path("currencyCode").stringValue()).isEqualTo("KRW");
        assertThat(receipt.path("countryCode").stringValue()).isEqualTo("KOR");
        assertThat(receipt.path("purchaseDate").stringValue()).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
        assertThat(receipt.path("mode").stringValue()).isEqualTo("PRODUCTION");
        assertThat(receipt.path("packageName").stringValue()).isEqualTo(merchant.setting("packageName"));
        assertThat(receipt.path("itemId").stringValue()).isEqualTo("gem_100");
        assertThat(receipt.path("obfuscatedAccountId").stringValue()).isEqualTo("buyer-1");
        assertThat(receipt.path("obfuscatedProfileId").stringValue()).isEqualTo("pur_1");
        assertThat(receipt.path("consumeYN").stringValue()).isEqualTo("N");
    }

    @Test
    void amountsOfCurrenciesWithCentsHaveThreeDigitsToo() {
        JsonNode held = merchant.sells("\"price\":{\"amount\":\"0.99\",\"currency\":\"USD\"},\"mode\":\"TEST\"");
        JsonNode receipt = merchant.receipt(purchaseId(held));
        assertThat(receipt.path("paymentAmount").stringValue()).isEqualTo("0.990");
        assertThat(receipt.path("mode").stringValue()).isEqualTo("TEST");
    }

    @ParameterizedTest
    @CsvSource({
        "7efef23271b0a48746a9d7c391e367c7a802980d391d7f9b75010e8138c66c36, 9135",
        "nonsense, 9153",
        "7efef23271b0a48746a9d7c391e367c7a802980d391d7f9b75010e8138c66c3, 9153"
    })
    void unknownPurchasesFailUnderStatus200(String purchaseId, int errorCode) {
        JsonNode receipt = merchant.receipt(purchaseId);
        assertThat(receipt.path("status").stringValue()).isEqualTo("fail");
        assertThat(receipt.path("errorCode").intValue()).isEqualTo(errorCode);
    }

    @Test
    void refundedPurchaseIsCancelled() {
        JsonNode held = merchant.sells(PRICE);
        markets.post("/control/galaxy-store/refunds", "{\"purchaseId\":\"" + purchaseId(held) + "\"}");
        JsonNode receipt = merchant.receipt(purchaseId(held));
        assertThat(receipt.path("status").stringValue()).isEqualTo("cancel");
        assertThat(receipt.path("cancelDate").stringValue()).isNotBlank();
        HttpResponse<String> again = markets.answerTo(
                "POST", "/control/galaxy-store/refunds", "{\"purchaseId\":\"" + purchaseId(held) + "\"}");
        assertThat(again.statusCode()).isEqualTo(409);
    }

    @Test
    void pendingPurchaseFailsWithACodeThatMayPass() {
        JsonNode held = merchant.sells(PRICE + ",\"outcome\":\"PENDING\"");
        assertThat(merchant.receipt(purchaseId(held)).path("errorCode").intValue())
                .isEqualTo(1000);
        markets.post("/control/galaxy-store/purchases/" + purchaseId(held) + "/complete", "{}");
        assertThat(merchant.receipt(purchaseId(held)).path("status").stringValue())
                .isEqualTo("success");
    }

    @Test
    void itemIsConsumedOnce() {
        String purchaseId = purchaseId(merchant.sells(PRICE));
        String token = merchant.token();
        assertThat(statusOf(merchant.finishes(token, purchaseId, "consume")).intValue())
                .isZero();
        assertThat(statusOf(merchant.finishes(token, purchaseId, "consume")).intValue())
                .isEqualTo(4);
        JsonNode receipt = merchant.receipt(purchaseId);
        assertThat(receipt.path("consumeYN").stringValue()).isEqualTo("Y");
        assertThat(receipt.path("comsumeDate").stringValue())
                .as("misspelt, as Samsung does")
                .isNotBlank();
    }

    @Test
    void itemsOfOneKindAreConsumedAndOfTheOtherAcknowledged() {
        String token = merchant.token();
        String item = purchaseId(merchant.sells(PRICE));
        String kept = purchaseId(merchant.sells(PRICE + ",\"itemType\":\"NON_CONSUMABLE\""));
        assertThat(statusOf(merchant.finishes(token, item, "acknowledge")).intValue())
                .isEqualTo(3);
        assertThat(statusOf(merchant.finishes(token, kept, "consume")).intValue())
                .isEqualTo(3);
        assertThat(statusOf(merchant.finishes(token, kept, "acknowledge")).intValue())
                .isZero();
        assertThat(merchant.receipt(kept).path("acknowledgeYN").stringValue()).isEqualTo("Y");
    }

    @Test
    void neitherUnknownNorRefundedPurchasesAreFinished() {
        String token = merchant.token();
        String purchaseId = purchaseId(merchant.sells(PRICE));
        markets.post("/control/galaxy-store/refunds", "{\"purchaseId\":\"" + purchaseId + "\"}");
        assertThat(statusOf(merchant.finishes(token, purchaseId, "consume")).intValue())
                .isEqualTo(2);
        assertThat(statusOf(merchant.finishes(token, "0".repeat(64), "consume")).intValue())
                .isOne();
        assertThat(merchant.finishes(token, purchaseId, "eat").statusCode()).isEqualTo(400);
    }

    @Test
    void anotherSellersPurchasesAreNotForOurToken() {
        try (GalaxyMerchant other = new GalaxyMerchant(markets, "other-game")) {
            String theirs = purchaseId(other.sells(PRICE));
            String token = merchant.token();
            assertThat(statusOf(merchant.finishes(token, theirs, "consume")).intValue())
                    .isEqualTo(5);
            String path = "/iap/v6/applications/" + other.setting("packageName") + "/purchases/" + theirs;
            assertThat(merchant.calls(token, "PATCH", path, "{\"action\":\"consume\"}")
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void callsWithoutATokenAreRefused() {
        String purchaseId = purchaseId(merchant.sells(PRICE));
        HttpResponse<String> forged = merchant.finishes("forged~publishing~x~y", purchaseId, "consume");
        assertThat(forged.statusCode()).isEqualTo(401);
        assertThat(body(forged).path("code").stringValue()).isEqualTo("AUTH_REQUIRE");
        HttpResponse<String> withoutAccount = merchant.send(
                "POST", "/iap/seller/orders", "{}", Map.of("Authorization", "Bearer " + merchant.token()));
        assertThat(withoutAccount.statusCode()).isEqualTo(401);
    }

    @Test
    void revokedTokenIsRefused() {
        String token = merchant.token();
        assertThat(merchant.calls(token, "GET", "/auth/checkAccessToken", "").statusCode())
                .isEqualTo(200);
        assertThat(merchant.calls(token, "DELETE", "/auth/revokeAccessToken", "")
                        .statusCode())
                .isEqualTo(200);
        assertThat(merchant.calls(token, "GET", "/auth/checkAccessToken", "").statusCode())
                .isEqualTo(401);
        assertThat(merchant.calls(merchant.token(), "GET", "/auth/checkAccessToken", "")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void tokenIsGivenForAGoodAssertionOnly() {
        long now = System.currentTimeMillis() / 1_000;
        assertThat(merchant.asksForAToken(merchant.assertion()).statusCode()).isEqualTo(200);
        assertThat(merchant.asksForAToken(merchant.assertion().put("iss", "nobody"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(merchant.asksForAToken(merchant.assertion().put("exp", now + 3_600))
                        .statusCode())
                .as("longer than 20 minutes")
                .isEqualTo(401);
        assertThat(merchant.asksForAToken(
                                merchant.assertion().put("iat", now - 4_000).put("exp", now - 3_000))
                        .statusCode())
                .isEqualTo(401);
        assertThat(merchant.asksForAToken(merchant.assertion().put("scopes", "publishing"))
                        .statusCode())
                .as("scopes are a list")
                .isEqualTo(401);
        assertThat(merchant.asksForAToken(RsaKey.generate("other"), merchant.assertion())
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void tokenForStatisticsSeesNoOrders() {
        var assertion = merchant.assertion();
        assertion.putArray("scopes").add("gss");
        String token = body(merchant.asksForAToken(assertion))
                .path("createdItem")
                .path("accessToken")
                .stringValue();
        HttpResponse<String> answer = merchant.calls(token, "POST", "/iap/seller/orders", "{}");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(body(answer).path("code").stringValue()).isEqualTo("NO_PERMISSION");
    }

    private static JsonNode orders(GalaxyMerchant seller, String more) {
        String today = LocalDate.now(ZoneOffset.UTC).format(DateTimeFormatter.BASIC_ISO_DATE);
        HttpResponse<String> answer = seller.calls(
                seller.token(),
                "POST",
                "/iap/seller/orders",
                "{\"sellerSeq\":\"%s\",\"requestDate\":\"%s\"%s}".formatted(seller.setting("sellerSeq"), today, more));
        assertThat(answer.statusCode()).isEqualTo(200);
        return body(answer);
    }

    @Test
    void ordersOfADayAreListedByHundreds() {
        try (GalaxyMerchant busy = new GalaxyMerchant(markets, "busy-game")) {
            for (int sale = 0; sale < 120; sale++) {
                busy.sells("\"price\":{\"amount\":\"0.99\",\"currency\":\"USD\"}");
            }
            JsonNode first = orders(busy, "");
            assertThat(first.path("orderItemList").size()).isEqualTo(100);
            JsonNode second = orders(
                    busy,
                    ",\"continuationToken\":\""
                            + first.path("continuationToken").stringValue() + "\"");
            assertThat(second.path("continuationToken").isNull()).isTrue();
            Set<String> orderIds = new HashSet<>();
            first.path("orderItemList")
                    .forEach(order -> orderIds.add(order.path("orderId").stringValue()));
            second.path("orderItemList")
                    .forEach(order -> orderIds.add(order.path("orderId").stringValue()));
            assertThat(orderIds).hasSize(120);
        }
    }

    @Test
    void refundShowsInTheOrders() {
        try (GalaxyMerchant seller = new GalaxyMerchant(markets, "refunding-game")) {
            JsonNode held = seller.sells(PRICE);
            assertThat(orders(seller, "")
                            .path("orderItemList")
                            .get(0)
                            .path("refundTime")
                            .stringValue())
                    .isEmpty();
            markets.post("/control/galaxy-store/refunds", "{\"purchaseId\":\"" + purchaseId(held) + "\"}");
            JsonNode order = orders(seller, "").path("orderItemList").get(0);
            assertThat(order.path("purchaseId").stringValue()).isEqualTo(purchaseId(held));
            assertThat(order.path("refundTime").stringValue()).isNotBlank();
            assertThat(order.path("localPrice").stringValue()).isEqualTo("1200.000");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 429, 500, 503})
    void faultsAnswerInSamsungsErrorBody(int status) {
        String token = merchant.token();
        String purchaseId = purchaseId(merchant.sells(PRICE));
        markets.post(
                "/control/galaxy-store/faults",
                "{\"errorRate\":1,\"errorStatus\":%d,\"pathContains\":\"purchases\",\"limit\":1}".formatted(status));
        HttpResponse<String> answer = merchant.finishes(token, purchaseId, "consume");
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(body(answer).path("code").stringValue()).isNotBlank();
        assertThat(answer.headers().firstValue("Retry-After").isPresent()).isEqualTo(status == 429);
        assertThat(statusOf(merchant.finishes(token, purchaseId, "consume")).intValue())
                .as("nothing had been done")
                .isZero();
    }

    @Test
    void ledgerTellsWhatHappened() {
        try (GalaxyMerchant seller = new GalaxyMerchant(markets, "audited-game")) {
            String consumed = purchaseId(seller.sells(PRICE));
            seller.finishes(seller.token(), consumed, "consume");
            String refunded = purchaseId(seller.sells(PRICE));
            markets.post("/control/galaxy-store/refunds", "{\"purchaseId\":\"" + refunded + "\"}");
            seller.sells(PRICE + ",\"outcome\":\"DECLINED\"");
            JsonNode ledger = markets.get("/control/galaxy-store/ledger?serviceId=audited-game");
            assertThat(ledger.path("items").size()).isEqualTo(2);
            JsonNode totals = ledger.path("totals");
            assertThat(totals.path("finished").intValue()).isOne();
            assertThat(totals.path("byState").path("CAPTURED").intValue()).isOne();
            JsonNode won = totals.path("byCurrency").path("KRW");
            assertThat(won.path("captured").stringValue()).isEqualTo("2400");
            assertThat(won.path("refunded").stringValue()).isEqualTo("1200");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        POST | purchases | {"serviceId":"arcade","productId":"g"}                                                     | 400 | /price
        POST | purchases | {"serviceId":"arcade","price":{"amount":"1","currency":"KRW"}}                             | 400 | /productId
        POST | purchases | {"serviceId":"arcade","productId":"g","quantity":2,"price":{"amount":"1","currency":"KRW"}} | 400 | /quantity
        POST | purchases | {"serviceId":"arcade","productId":"g","regionCode":"??","price":{"amount":"1","currency":"KRW"}} | 400 | /regionCode
        POST | refunds   | {"purchaseId":"0"}                                                                         | 404 | no such
        POST | disputes  | {"purchaseId":"0"}                                                                         | 404 | no disputes
        """)
    void controlRefusalNamesWhatIsWrong(String method, String call, String body, int status, String named) {
        HttpResponse<String> answer = markets.answerTo(method, "/control/galaxy-store/" + call, body);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(named);
    }

    @Test
    void refundsWholeOrdersOnly() {
        String purchaseId = purchaseId(merchant.sells(PRICE));
        HttpResponse<String> answer = markets.answerTo(
                "POST",
                "/control/galaxy-store/refunds",
                "{\"purchaseId\":\"" + purchaseId + "\",\"amount\":{\"amount\":\"500\",\"currency\":\"KRW\"}}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("/amount");
    }

    @Test
    void everythingSurvivesARestart(@TempDir Path folder) {
        String purchaseId;
        String token;
        JsonNode credentials;
        try (OpenMarkets first = new OpenMarkets(folder);
                GalaxyMerchant seller = new GalaxyMerchant(first, "arcade")) {
            purchaseId = purchaseId(seller.sells(PRICE));
            token = seller.token();
            credentials = first.get("/control/galaxy-store/credentials?serviceId=arcade");
        }
        try (OpenMarkets second = new OpenMarkets(folder);
                GalaxyMerchant seller = new GalaxyMerchant(second, "arcade")) {
            assertThat(second.get("/control/galaxy-store/credentials?serviceId=arcade"))
                    .isEqualTo(credentials);
            assertThat(statusOf(seller.finishes(token, purchaseId, "consume")).intValue())
                    .isZero();
        }
    }
}
