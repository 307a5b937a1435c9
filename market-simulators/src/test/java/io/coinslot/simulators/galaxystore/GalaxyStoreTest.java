package io.coinslot.simulators.galaxystore;

import static io.coinslot.simulators.galaxystore.GalaxyMerchant.body;
import static io.coinslot.simulators.galaxystore.GalaxyMerchant.purchaseId;
import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.simulators.OpenMarkets;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What Samsung's documents say of receipts, acknowledgement and faults, and what the control interface does. */
class GalaxyStoreTest extends SellingAtGalaxyStore {
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
