package io.coinslot.simulators.tosspayments;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.simulators.OpenMarkets;
import io.coinslot.simulators.tosspayments.TossMerchant.Answer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TossPaymentsTest extends TossSale {
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
    void showsAHiddenPaymentOnlyOnceItIsConfirmed() {
        String paymentKey = authorised(",\"hidden\":true");
        assertThat(merchant.get("/v1/payments/" + paymentKey).code()).isEqualTo("404 NOT_FOUND_PAYMENT");
        assertThat(merchant.get("/v1/payments/orders/" + order).code()).isEqualTo("404 NOT_FOUND_PAYMENT");
        merchant.confirm(paymentKey, order, 1200, "");
        assertThat(status(paymentKey)).isEqualTo("DONE");
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
    void aFailureDoesNotTakeThePlaceOfAnAnswerThatIsKept() {
        String paymentKey = authorised("");
        Answer first = merchant.confirm(paymentKey, order, 1200, "k");
        faults("{\"errorRate\":1,\"errorStatus\":500,\"limit\":1}");
        assertThat(merchant.confirm(paymentKey, order, 1200, "k").code())
                .isEqualTo("500 FAILED_INTERNAL_SYSTEM_PROCESSING");
        assertThat(merchant.confirm(paymentKey, order, 1200, "k")).isEqualTo(first);
        faults("{\"errorAfterCommit\":1,\"errorStatus\":500,\"limit\":1}");
        assertThat(merchant.confirm(paymentKey, order, 1200, "k").code())
                .isEqualTo("500 FAILED_INTERNAL_SYSTEM_PROCESSING");
        assertThat(merchant.confirm(paymentKey, order, 1200, "k"))
                .as("it had been carried out before")
                .isEqualTo(first);
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
