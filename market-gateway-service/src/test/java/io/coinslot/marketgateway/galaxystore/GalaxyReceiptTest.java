package io.coinslot.marketgateway.galaxystore;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.market.MarketFailure;
import java.time.Instant;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class GalaxyReceiptTest {
    /** The documents' own example, with a misspelt field, an unknown one and one of an unknown form. */
    private static final String DOCUMENTED = """
        {"itemId":"57515","paymentId":"20191129013006730832TRAN","orderId":"S20191129KRA1908197",
         "packageName":"com.samsung.android.test","itemName":"Test Pack","itemDesc":"IAP Test Item. Best value!",
         "purchaseDate":"2019-11-29 01:32:41","paymentAmount":"100.000","status":"success",
         "paymentMethod":"Credit Card","mode":"PRODUCTION","consumeYN":"Y","comsumeDate":"2019-11-29 01:33:28",
         "consumeDeviceModel":"SM-N960N","passThroughParam":"TEST_PASS_THROUGH","currencyCode":"KRW",
         "currencyUnit":"₩","countryCode":"KOR","futureField":{"deep":[1,2]},"obfuscatedAccountId":"account"}
        """;

    private static GalaxyReceipt receipt(String json) {
        return new GalaxyReceipt(JsonMapper.shared().readTree(json));
    }

    @Test
    void readsTheDocumentedExample() throws MarketFailure {
        GalaxyReceipt receipt = receipt(DOCUMENTED);
        assertThat(receipt.isPaid()).isTrue();
        assertThat(receipt.isCancelled()).isFalse();
        assertThat(receipt.isTest()).isFalse();
        assertThat(receipt.isConsumed()).isTrue();
        assertThat(receipt.isAcknowledged()).isFalse();
        assertThat(receipt.amount()).isEqualTo(Money.parse("KRW 100"));
        assertThat(receipt.country()).isEqualTo("KR");
        assertThat(receipt.boughtAt()).isEqualTo(Instant.parse("2019-11-29T01:32:41Z"));
        assertThat(receipt.accountId()).isEqualTo("account");
        assertThat(receipt.profileId()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "2019-11-29 01:32:41 GMT, 2019-11-29T01:32:41Z",
        "2024-02-29 23:59:59, 2024-02-29T23:59:59Z",
        "2019-02-29 01:32:41, ",
        "2019-11-29T01:32:41Z, ",
        "29.11.2019, ",
    })
    void readsTimesOfTheDocumentedFormOnly(String text, Instant expected) {
        assertThat(receipt("{\"purchaseDate\":\"" + text + "\"}").boughtAt()).isEqualTo(expected);
    }

    @Test
    void doesNotGuessTheMode() {
        assertThat(receipt("{\"mode\":\"TEST\"}").isTest()).isTrue();
        assertThat(receipt("{\"mode\":\"BETA\"}").isTest()).isNull();
        assertThat(receipt("{}").isTest()).isNull();
    }

    @Test
    void printsNothingOfItsContents() {
        assertThat(receipt(DOCUMENTED)).hasToString("receipt of success");
    }
}
