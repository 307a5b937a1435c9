package io.coinslot.simulators.tosspayments;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.simulators.OpenMarkets;
import io.coinslot.simulators.tosspayments.TossMerchant.Answer;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class TossPaymentsTest {
    @TempDir
    Path folder;

    private OpenMarkets markets;
    private TossMerchant merchant;
    private final String order = "order-" + UUID.randomUUID();

    @BeforeEach
    void open() {
        markets = new OpenMarkets(folder);
        merchant = new TossMerchant(markets, "arcade");
    }

    @AfterEach
    void close() {
        markets.close();
    }

    private String authorised(String more) {
        return merchant.authorised(order, 1200, more).path("paymentKey").stringValue();
    }

    private String paid() {
        String paymentKey = authorised("");
        assertThat(merchant.confirm(paymentKey, order, 1200, "").status()).isEqualTo(200);
        return paymentKey;
    }

    private void faults(String json) {
        markets.post("/control/toss-payments/faults", json);
    }

    private String status(String paymentKey) {
        return merchant.get("/v1/payments/" + paymentKey).body().path("status").stringValue();
    }

    @Test
    void whatThePlayerHoldsIsAuthorisedAndNotPaid() {
        JsonNode held = merchant.authorised(order, 1200, "");
        assertThat(held.path("orderId").stringValue()).isEqualTo(order);
        assertThat(held.path("amount").isIntegralNumber()).isTrue();
        JsonNode record = merchant.get("/v1/payments/" + held.path("paymentKey").stringValue())
                .body();
        assertThat(record.path("status").stringValue()).isEqualTo("IN_PROGRESS");
        assertThat(record.path("approvedAt").isNull()).isTrue();
    }

    @Test
    void confirmingPaysOnce() {
        String paymentKey = authorised("");
        JsonNode paid = merchant.confirm(paymentKey, order, 1200, "").body();
        assertThat(paid.path("status").stringValue()).isEqualTo("DONE");
        assertThat(paid.path("mId").stringValue()).isEqualTo(merchant.merchantId);
        assertThat(paid.path("totalAmount").longValue()).isEqualTo(1200);
        assertThat(paid.path("approvedAt").stringValue()).endsWith("+09:00");
        assertThat(paid.path("cancels").isNull()).isTrue();
        assertThat(merchant.confirm(paymentKey, order, 1200, "").code()).isEqualTo("400 ALREADY_PROCESSED_PAYMENT");
        assertThat(merchant.get("/v1/payments/orders/" + order).body()).isEqualTo(paid);
    }

    @Test
    void refusesToConfirmWhatWasNotAuthorised() {
        String paymentKey = authorised("");
        assertThat(merchant.confirm(paymentKey, order, 1201, "").code()).isEqualTo("400 INVALID_REQUEST");
        assertThat(merchant.confirm(paymentKey, order, "\"1200\"", "").code()).isEqualTo("400 INVALID_REQUEST");
        assertThat(merchant.confirm(paymentKey, "another-order", 1200, "").code())
                .isEqualTo("400 INVALID_REQUEST");
        assertThat(merchant.confirm("unknown", order, 1200, "").code()).isEqualTo("404 NOT_FOUND_PAYMENT_SESSION");
        assertThat(status(paymentKey)).isEqualTo("IN_PROGRESS");
    }

    @Test
    void letsGoOfWhatIsNotConfirmedWithinTenMinutes() {
        String paymentKey = authorised("");
        markets.post("/control/clock", "{\"advance\":\"PT10M\"}");
        assertThat(merchant.confirm(paymentKey, order, 1200, "").code()).isEqualTo("404 NOT_FOUND_PAYMENT_SESSION");
        assertThat(status(paymentKey)).isEqualTo("EXPIRED");
    }

    @Test
    void tellsWhyTheCardCompanyRefused() {
        String rejected = authorised(",\"outcome\":\"DECLINED\"");
        assertThat(merchant.confirm(rejected, order, 1200, "").code()).isEqualTo("403 REJECT_CARD_COMPANY");
        assertThat(status(rejected)).isEqualTo("ABORTED");
        String stopped = authorised(",\"outcome\":\"DECLINED\",\"declineCode\":\"INVALID_STOPPED_CARD\"");
        assertThat(merchant.confirm(stopped, order, 1200, "").code()).isEqualTo("400 INVALID_STOPPED_CARD");
    }

    @Test
    void letsInByTheSecretKeyAlone() {
        assertThat(merchant.call("GET", "/v1/payments/x", "", "", "test_sk_wrong:")
                        .code())
                .isEqualTo("401 UNAUTHORIZED_KEY");
        assertThat(merchant.call("GET", "/v1/payments/x", "", "", "test_sk_wrong")
                        .code())
                .isEqualTo("403 INCORRECT_BASIC_AUTH_FORMAT");
        String paymentKey = paid();
        TossMerchant other = new TossMerchant(markets, "other");
        assertThat(other.get("/v1/payments/" + paymentKey).code()).isEqualTo("404 NOT_FOUND_PAYMENT");
        assertThat(other.get("/v1/payments/orders/" + order).code()).isEqualTo("404 NOT_FOUND_PAYMENT");
    }

    @Test
    void repeatsTheFirstAnswerToAKeyWhateverTheBody() {
        String paymentKey = authorised("");
        Answer first = merchant.confirm(paymentKey, order, 1200, "k");
        assertThat(merchant.confirm("another", "another-order", 5, "k")).isEqualTo(first);
        merchant.cancel(paymentKey, ",\"cancelAmount\":100", "k");
        merchant.cancel(paymentKey, ",\"cancelAmount\":100", "k");
        assertThat(merchant.get("/v1/payments/" + paymentKey)
                        .body()
                        .path("balanceAmount")
                        .longValue())
                .isEqualTo(1100);
        assertThat(merchant.confirm(paymentKey, order, 1200, "k".repeat(301)).code())
                .isEqualTo("400 INVALID_IDEMPOTENCY_KEY");
        markets.post("/control/clock", "{\"advance\":\"P16D\"}");
        assertThat(merchant.confirm(paymentKey, order, 1200, "k").code()).isEqualTo("400 ALREADY_PROCESSED_PAYMENT");
    }

    @Test
    void repeatsARefusalToItsKeyAsWell() {
        String paymentKey = authorised("");
        assertThat(merchant.confirm(paymentKey, order, 5, "k").code()).isEqualTo("400 INVALID_REQUEST");
        assertThat(merchant.confirm(paymentKey, order, 1200, "k").code()).isEqualTo("400 INVALID_REQUEST");
    }

    @Test
    void answersAnErrorThoughItPaid() {
        String paymentKey = authorised("");
        faults("{\"errorAfterCommit\":1,\"errorStatus\":400,\"limit\":1}");
        assertThat(merchant.confirm(paymentKey, order, 1200, "k").code()).isEqualTo("400 PROVIDER_ERROR");
        assertThat(status(paymentKey)).isEqualTo("DONE");
        assertThat(merchant.confirm(paymentKey, order, 1200, "k").code()).isEqualTo("400 PROVIDER_ERROR");
        assertThat(merchant.confirm(paymentKey, order, 1200, "").code()).isEqualTo("400 ALREADY_PROCESSED_PAYMENT");
    }

    @Test
    void wordsItsFailures() {
        String paymentKey = authorised("");
        for (String expected : new String[] {
            "403 FORBIDDEN_CONSECUTIVE_REQUEST",
            "409 IDEMPOTENT_REQUEST_PROCESSING",
            "503 UNKNOWN_PAYMENT_ERROR",
            "500 FAILED_INTERNAL_SYSTEM_PROCESSING"
        }) {
            faults("{\"errorRate\":1,\"errorStatus\":" + expected.substring(0, 3) + ",\"limit\":1}");
            assertThat(merchant.confirm(paymentKey, order, 1200, "k").code()).isEqualTo(expected);
        }
        assertThat(merchant.confirm(paymentKey, order, 1200, "k").code())
                .isEqualTo("500 FAILED_INTERNAL_SYSTEM_PROCESSING");
        assertThat(status(paymentKey)).isEqualTo("IN_PROGRESS");
    }

    @Test
    void cancelsInPartsAndWhole() {
        String paymentKey = paid();
        JsonNode part = merchant.cancel(paymentKey, ",\"cancelAmount\":500", "").body();
        assertThat(part.path("status").stringValue()).isEqualTo("PARTIAL_CANCELED");
        JsonNode cancel = part.path("cancels").path(0);
        assertThat(cancel.path("refundableAmount").longValue()).isEqualTo(700);
        assertThat(cancel.path("transactionKey").stringValue())
                .isEqualTo(part.path("lastTransactionKey").stringValue());
        assertThat(merchant.cancel(paymentKey, ",\"cancelAmount\":701", "").code())
                .isEqualTo("403 NOT_CANCELABLE_AMOUNT");
        assertThat(merchant.cancel(paymentKey, "", "")
                        .body()
                        .path("balanceAmount")
                        .longValue())
                .isZero();
        assertThat(merchant.cancel(paymentKey, "", "").code()).isEqualTo("400 ALREADY_CANCELED_PAYMENT");
        assertThat(merchant.cancel(authorised(""), "", "").code()).isEqualTo("403 NOT_CANCELABLE_PAYMENT");
    }

    @Test
    void aVirtualAccountIsPaidLaterAndRefundedToAnAccount() {
        String paymentKey = authorised(",\"outcome\":\"PENDING\"");
        JsonNode waiting = merchant.confirm(paymentKey, order, 1200, "").body();
        assertThat(waiting.path("status").stringValue()).isEqualTo("WAITING_FOR_DEPOSIT");
        assertThat(waiting.path("secret").stringValue()).isNotEmpty();
        assertThat(merchant.cancel(paymentKey, ",\"cancelAmount\":1", "").code())
                .isEqualTo("403 NOT_ALLOWED_PARTIAL_REFUND_WAITING_DEPOSIT");
        markets.post("/control/toss-payments/purchases/" + paymentKey + "/complete", "{}");
        assertThat(status(paymentKey)).isEqualTo("DONE");
        assertThat(merchant.cancel(paymentKey, "", "").code()).isEqualTo("400 INVALID_REQUEST");
        assertThat(merchant.cancel(paymentKey, ",\"refundReceiveAccount\":{\"bank\":\"20\"}", "")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aVirtualAccountExpires() {
        String paymentKey = authorised(",\"outcome\":\"PENDING\",\"validHours\":1");
        merchant.confirm(paymentKey, order, 1200, "");
        markets.post("/control/clock", "{\"advance\":\"PT1H\"}");
        JsonNode record = merchant.get("/v1/payments/" + paymentKey).body();
        assertThat(record.path("status").stringValue()).isEqualTo("EXPIRED");
        assertThat(record.path("virtualAccount").path("expired").booleanValue()).isTrue();
    }

    @Test
    void settlesSalesAndCancellations() {
        String paymentKey = paid();
        merchant.cancel(paymentKey, ",\"cancelAmount\":200", "");
        JsonNode all = merchant.get("/v1/settlements?startDate=2000-01-01&endDate=2999-12-31")
                .body();
        assertThat(all.size()).isEqualTo(2);
        for (JsonNode entry : all) {
            assertThat(entry.path("payOutAmount").longValue())
                    .isEqualTo(entry.path("amount").longValue()
                            - entry.path("fee").longValue()
                            - entry.path("interestFee").longValue());
            assertThat(entry.path("fee").longValue())
                    .isEqualTo(entry.path("supplyAmount").longValue()
                            + entry.path("vat").longValue());
            assertThat(entry.path("fees").path(0).path("fee").stringValue())
                    .isEqualTo(entry.path("fee").asString());
        }
        String query = "/v1/settlements?startDate=2000-01-01&endDate=2999-12-31&size=1&page=";
        assertThat(merchant.get(query + 2).body().path(0).path("amount").longValue())
                .isEqualTo(-200);
        assertThat(merchant.get(query + 3).body().size()).isZero();
        assertThat(merchant.get("/v1/settlements?startDate=today&endDate=2999-12-31")
                        .code())
                .isEqualTo("400 INVALID_REQUEST");
    }

    @Test
    void listsTransactionsInTheirOrder() {
        String paymentKey = paid();
        merchant.cancel(paymentKey, ",\"cancelAmount\":200", "");
        merchant.cancel(paymentKey, "", "");
        merchant.confirm(authorised(",\"outcome\":\"PENDING\""), order, 1200, "");
        String query = "/v1/transactions?startDate=2000-01-01T00:00:00&endDate=2999-12-31T23:59:59";
        JsonNode all = merchant.get(query).body();
        assertThat(all.valueStream().map(entry -> entry.path("status").stringValue()))
                .containsExactly("DONE", "PARTIAL_CANCELED", "CANCELED");
        String second = all.path(1).path("transactionKey").stringValue();
        JsonNode rest = merchant.get(query + "&limit=5&startingAfter=" + second).body();
        assertThat(rest.size()).isEqualTo(1);
        assertThat(rest.path(0).path("amount").longValue()).isEqualTo(1000);
        assertThat(merchant.get(query + "&startingAfter=nobodys").code()).isEqualTo("400 INVALID_TRANSACTION_KEY");
        assertThat(merchant.get("/v1/transactions?startDate=2000-01-01&endDate=2999-12-31T23:59:59")
                        .code())
                .isEqualTo("400 INVALID_REQUEST");
    }

    @Test
    void remembersOverARestart() {
        String paymentKey = authorised("");
        Answer first = merchant.confirm(paymentKey, order, 1200, "k");
        merchant.cancel(paymentKey, ",\"cancelAmount\":200", "");
        JsonNode before = merchant.get("/v1/payments/" + paymentKey).body();
        markets.close();
        markets = new OpenMarkets(folder);
        merchant = new TossMerchant(markets, "arcade");
        assertThat(merchant.get("/v1/payments/" + paymentKey).body()).isEqualTo(before);
        assertThat(merchant.confirm(paymentKey, order, 1200, "k")).isEqualTo(first);
        JsonNode totals =
                markets.get("/control/toss-payments/ledger?serviceId=arcade").path("totals");
        assertThat(totals.path("byCurrency").path("KRW").path("captured").stringValue())
                .isEqualTo("1200");
        assertThat(totals.path("byCurrency").path("KRW").path("refunded").stringValue())
                .isEqualTo("200");
    }

    @Test
    void refusesControlRequestsThatMakeNoSense() {
        String purchases = "/control/toss-payments/purchases";
        for (String body : new String[] {
            "{}",
            "{\"serviceId\":\"arcade\",\"orderId\":\"short\",\"total\":{\"amount\":\"1\",\"currency\":\"KRW\"}}",
            "{\"serviceId\":\"arcade\",\"orderId\":\"long-enough\",\"total\":{\"amount\":\"1\",\"currency\":\"USD\"}}",
            "{\"serviceId\":\"arcade\",\"orderId\":\"long-enough\",\"outcome\":\"EXPIRED\"}"
        }) {
            assertThat(markets.answerTo("POST", purchases, body).statusCode())
                    .as(body)
                    .isEqualTo(400);
        }
        String paymentKey = paid();
        String about = "{\"paymentKey\":\"" + paymentKey + "\"}";
        assertThat(markets.answerTo("POST", purchases + "/" + paymentKey + "/complete", "{}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(markets.answerTo("POST", "/control/toss-payments/disputes", about)
                        .statusCode())
                .isEqualTo(409);
        assertThat(markets.post(purchases, "{\"outcome\":\"CANCELLED\"}")
                        .path("code")
                        .stringValue())
                .isEqualTo("PAY_PROCESS_CANCELED");
    }
}
