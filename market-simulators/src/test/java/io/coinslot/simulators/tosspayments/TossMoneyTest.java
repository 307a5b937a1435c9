package io.coinslot.simulators.tosspayments;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What becomes of money that was paid: cancellations, virtual accounts, settlements, the list of transactions. */
class TossMoneyTest extends TossSale {
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
}
