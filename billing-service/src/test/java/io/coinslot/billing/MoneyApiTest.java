package io.coinslot.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.schemas.Money;
import io.coinslot.schemas.market.ChargebackClosed;
import io.coinslot.schemas.market.ChargebackOpened;
import io.coinslot.schemas.market.PaymentRefundReversed;
import io.coinslot.schemas.market.PaymentRefunded;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyApiTest extends ApiTest {
    @Test
    void refundsInPartAndInFull() {
        String service = givenService();
        String id = givenPaidPurchase(service);
        String path = "/v1/purchases/" + id + "/refunds";
        String token = ownerOf(service);
        String key = newKey();
        String body = "{'amount':{'amount':'200','currency':'KRW'},'reason':'mistake'}";
        Answer asked = post(token, path, key, body);
        assertThat(asked.status()).isEqualTo(202);
        assertThat(asked.text("/status")).isEqualTo("PENDING");
        tell(
                service,
                id,
                2,
                new PaymentRefunded(asked.text("/refundId"), "m-1", new Money(200L, "KRW"), "SERVICE", null, null));

        Answer again = post(token, path, key, body);
        assertThat(again.body()).isEqualTo(asked.body());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(get(token, "/v1/purchases/" + id).text("/status")).isEqualTo("PARTIALLY_REFUNDED");
        Answer list = get(token, path);
        assertThat(list.text("/items/0/status")).isEqualTo("SUCCEEDED");
        assertThat(list.text("/items/0/refunded/amount")).isEqualTo("200");
        assertThat(asked.body().has("refunded")).isFalse();
        assertThat(list.text("/refundable/amount")).isEqualTo("1000");
        assertThat(post(token, path, newKey(), "{'reason':'the rest'}").text("/amount/amount"))
                .isEqualTo("1000");
    }

    @Test
    void waitsForTheVersionThatARefundHasMade() throws Exception {
        String service = givenService();
        String id = givenPaidPurchase(service);
        String path = "/v1/purchases/" + id + "/refunds";
        String token = ownerOf(service);
        long paid = get(token, "/v1/purchases/" + id).body().at("/version").asLong();
        assertThat(get(token, path + "?minVersion=" + (paid + 1) + "&waitMillis=50")
                        .body()
                        .at("/items"))
                .isEmpty();
        assertThat(get(token, path + "?minVersion=-1").problem()).isEqualTo("400 invalid-request minVersion");

        CompletableFuture<Answer> refunds = CompletableFuture.supplyAsync(
                () -> get(token, path + "?minVersion=" + (paid + 1) + "&waitMillis=30000"));
        awaitInFlight("waiting");
        assertThat(post(token, path, newKey(), "{'reason':'all of it'}").status())
                .isEqualTo(202);
        assertThat(refunds.get().text("/items/0/status")).isEqualTo("PENDING");
    }

    @Test
    void showsHowMuchOfASecondPaymentThePlayerHasBack() {
        String service = givenService();
        String id = givenPaidPurchase(service);
        tell(service, id, 2, captured("GPA.2", 1200));
        tell(service, id, 3, new PaymentRefunded(null, "m-1", new Money(400L, "KRW"), "MARKET", null, "GPA.2"));
        tell(service, id, 4, new ChargebackOpened("d-1", new Money(800L, "KRW"), "fraudulent", 1L, "GPA.2"));
        Answer held = get(ownerOf(service), "/v1/purchases/" + id);
        assertThat(held.text("/payment/excess/0/refunded/amount")).isEqualTo("400");
        assertThat(held.text("/payment/excess/0/disputed/amount")).isEqualTo("800");
        assertThat(held.body().at("/payment/excess/0/returned").asBoolean()).isFalse();
        assertThat(held.text("/payment/refunded/amount")).isEqualTo("0");

        tell(service, id, 5, new ChargebackClosed("d-1", new Money(800L, "KRW"), false, 2L, "GPA.2"));
        Answer gone = get(ownerOf(service), "/v1/purchases/" + id);
        assertThat(gone.body().at("/payment/excess/0/returned").asBoolean()).isTrue();
        assertThat(gone.text("/status")).isEqualTo(held.text("/status"));
    }

    /** What was asked for and what came of it are told apart. */
    @Test
    void showsWhatTheMarketReallyGaveBack() {
        String service = givenService();
        String id = givenPaidPurchase(service);
        String path = "/v1/purchases/" + id + "/refunds";
        Answer asked = post(ownerOf(service), path, newKey(), "{'reason':'all of it'}");
        String refundId = asked.text("/refundId");
        tell(service, id, 2, new PaymentRefunded(refundId, "m-1", new Money(900L, "KRW"), "SERVICE", null, null));
        Answer list = get(ownerOf(service), path);
        assertThat(list.text("/items/0/amount/amount")).isEqualTo("1200");
        assertThat(list.text("/items/0/refunded/amount")).isEqualTo("900");
        assertThat(list.text("/refundable/amount")).isEqualTo("300");

        tell(service, id, 3, new PaymentRefundReversed("m-1", new Money(900L, "KRW"), null));
        assertThat(get(ownerOf(service), path).text("/items/0/status")).isEqualTo("REVERSED");
        assertThat(get(ownerOf(service), path).text("/items/0/refunded/amount")).isEqualTo("0");
    }

    @Test
    void anIdempotencyKeyStandsForOneRefundOfTheClient() {
        String service = givenService();
        String token = ownerOf(service);
        String path = "/v1/purchases/" + givenPaidPurchase(service) + "/refunds";
        String other = "/v1/purchases/" + givenPaidPurchase(service) + "/refunds";
        String key = newKey();
        String body = "{'amount':{'amount':'200','currency':'KRW'},'reason':'mistake'}";
        assertThat(post(token, path, key, body).status()).isEqualTo(202);
        assertThat(post(token, other, key, body).problem()).isEqualTo("422 idempotency-key-reused Idempotency-Key");
        assertThat(post(token, path, key, "{'reason':'mistake'}").problem())
                .isEqualTo("422 idempotency-key-reused Idempotency-Key");
        assertThat(get(token, other).body().at("/items")).isEmpty();
        assertThat(post(token, path, key, body).header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(post("another-client~" + service + "~" + SCOPES, other, key, body)
                        .status())
                .isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'amount':{'amount':'1201','currency':'KRW'},'reason':'a'} | 422 refund-exceeds-captured /amount",
                "{'amount':{'amount':'0','currency':'KRW'},'reason':'a'}    | 400 invalid-request /amount/amount",
                "{'amount':{'amount':'-1','currency':'KRW'},'reason':'a'}   | 400 invalid-request /amount/amount",
                "{'amount':{'amount':'1.5','currency':'KRW'},'reason':'a'}  | 400 invalid-request /amount/amount",
                "{'amount':{'amount':'1.50','currency':'USD'},'reason':'a'} | 400 invalid-request /amount/currency",
                "{'amount':{'currency':'KRW'},'reason':'a'}                 | 400 invalid-request /amount/amount",
                "{'amount':{'amount':'1','currency':'KRW'}}                 | 400 invalid-request /reason",
                "{'amout':{'amount':'1','currency':'KRW'},'reason':'a'}     | 400 invalid-request /amout",
                "{'amount':{'amount':'1','curency':'KRW'},'reason':'a'}     | 400 invalid-request /amount/curency",
                "{'5555444433332222':{'amount':'1'},'reason':'a'}           | 400 invalid-request"
            })
    void namesTheFieldOfARefusedRefund(String body, String problem) {
        String service = givenService();
        String path = "/v1/purchases/" + givenPaidPurchase(service) + "/refunds";
        assertThat(post(ownerOf(service), path, newKey(), body).problem()).isEqualTo(problem);
    }

    @Test
    void refusesRefundsOfWhatIsNotPaidOrNotTheirs() {
        String service = givenService();
        String id = givenPurchase(service, "stripe").text("/purchaseId");
        String path = "/v1/purchases/" + id + "/refunds";
        assertThat(post(ownerOf(service), path, newKey(), "{'reason':'a'}").problem())
                .isEqualTo("409 not-paid");
        assertThat(post(ownerOf(service), path, null, "{'reason':'a'}").problem())
                .isEqualTo("400 missing-idempotency-key Idempotency-Key");
        assertThat(post(ownerOf(givenService()), path, newKey(), "{'reason':'a'}")
                        .problem())
                .isEqualTo("404 not-found");
        assertThat(post("svc~" + service + "~purchases:write", path, newKey(), "{'reason':'a'}")
                        .problem())
                .isEqualTo("403 insufficient-scope");
    }

    @Test
    void keepsLimitsOfAUser() {
        String service = givenService();
        String token = ownerOf(service);
        String path = "/v1/users/player-1/limits";
        assertThat(get(token, path).body()).isEmpty();
        assertThat(put(token, path, "[{'currency':'KRW','daily':'1200','monthly':null}]")
                        .status())
                .isEqualTo(200);
        givenPurchase(service, "stripe");
        assertThat(givenPurchase(service, "stripe").problem()).isEqualTo("422 limit-exceeded /userId");
        assertThat(get(token, path).text("/0/daily")).isEqualTo("1200");
        assertThat(get(token, path).text("/0/spentToday")).isEqualTo("1200");
        assertThat(get(ownerOf(givenService()), path).body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{'currency':'KRW'}]", "[{'currency':'KRW','daily':null,'monthly':null}]"})
    void countsWhatIsSpentUnderALimitThatLimitsNothing(String none) {
        String service = givenService();
        String token = ownerOf(service);
        String path = "/v1/users/player-1/limits";
        assertThat(put(token, path, none).text("/0/spentToday")).isEqualTo("0");
        givenPurchase(service, "stripe");
        givenPurchase(service, "stripe");
        assertThat(get(token, path).text("/0/spentThisMonth")).isEqualTo("2400");
        put(token, path, "[{'currency':'KRW','daily':'2400'}]");
        assertThat(givenPurchase(service, "stripe").problem()).isEqualTo("422 limit-exceeded /userId");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{'currency':'KRW','daily':'1.5'}]                               | 400 invalid-request /0/daily",
                "[{'daily':'1'}]                                                  | 400 invalid-request /0/currency",
                "[{'currency':'KRW','daily':'1'},{'currency':'KRW','daily':'2'}]  | 400 invalid-request /1/currency",
                "[{'currency':'KRW','daily':'1','montly':'2'}]                    | 400 invalid-request /0/montly",
                "[null]                                                           | 400 invalid-request /0"
            })
    void namesTheFieldOfARefusedLimit(String body, String problem) {
        assertThat(put(ownerOf(givenService()), "/v1/users/u/limits", body).problem())
                .isEqualTo(problem);
    }

    @Test
    void keepsConsentsOfAUser() {
        String token = ownerOf(givenService());
        String path = "/v1/users/player-1/consents/guardian";
        assertThat(get(token, path).problem()).isEqualTo("404 not-found");
        assertThat(put(token, path, "{}").problem()).isEqualTo("400 invalid-request /granted");
        put(token, path, "{'granted':true,'reference':'v2'}");
        assertThat(get(token, path).text("/reference")).isEqualTo("v2");
        assertThat(get(token, path).body().at("/granted").asBoolean()).isTrue();
    }

    @Test
    void keepsNoConsentThatNobodyCanRequire() {
        String token = ownerOf(givenService());
        for (String kind : List.of("cookies", "Terms", "terms2", "t")) {
            assertThat(put(token, "/v1/users/player-1/consents/" + kind, "{'granted':true}")
                            .problem())
                    .as(kind)
                    .isEqualTo("400 invalid-request kind");
            assertThat(get(token, "/v1/users/player-1/consents/" + kind).problem())
                    .as(kind)
                    .isEqualTo("404 not-found");
        }
    }

    @Test
    void exchangesABillingTokenOnce() {
        String service = givenService();
        Answer posted = givenPurchase(service, "google-play");
        String token = posted.text("/billing/billingToken");
        String body = "{'billingToken':'%s'}";
        String path = "/v1/billing-tokens/resolve";
        assertThat(post(ownerOf(givenService()), path, null, body.formatted(token))
                        .problem())
                .isEqualTo("400 billing-token-not-valid /billingToken");
        assertThat(post(ownerOf(service), path, null, body.formatted(token.substring(0, token.length() - 2)))
                        .problem())
                .isEqualTo("400 billing-token-not-valid /billingToken");
        Answer exchanged = post(ownerOf(service), path, null, body.formatted(token));
        assertThat(exchanged.text("/billing/orderReference")).isEqualTo(posted.text("/purchaseId"));
        assertThat(exchanged.text("/total/amount")).isEqualTo("1200");
        for (String field : List.of("marketProductId", "obfuscatedAccountId", "appAccountToken", "orderReference")) {
            assertThat(exchanged.text("/" + field)).isEqualTo(posted.text("/billing/" + field));
        }
        assertThat(post(ownerOf(service), path, null, body.formatted(token)).problem())
                .isEqualTo("410 billing-token-gone /billingToken");
    }

    /** Whose answer was lost asks again in the same way; nobody else gets anything for the token. */
    @Test
    void answersTheRequestThatUsedABillingTokenAgain() {
        String service = givenService();
        Answer posted = givenPurchase(service, "google-play");
        String path = "/v1/billing-tokens/resolve";
        String body = "{'billingToken':'%s'}".formatted(posted.text("/billing/billingToken"));
        String key = newKey();
        Answer first = post(ownerOf(service), path, key, body);
        Answer again = post(ownerOf(service), path, key, body);
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("Idempotent-Replayed")).isNull();
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");

        assertThat(post(ownerOf(service), path, newKey(), body).problem())
                .isEqualTo("410 billing-token-gone /billingToken");
        assertThat(post(ownerOf(service), path, null, body).problem())
                .isEqualTo("410 billing-token-gone /billingToken");
        tell(service, posted.text("/purchaseId"), 1, captured("GPA.t", 1200));
        assertThat(post(ownerOf(service), path, key, body).problem()).isEqualTo("410 billing-token-gone /billingToken");
    }

    @Test
    void aBillingTokenOfAPaidPurchaseIsGone() {
        String service = givenService();
        Answer posted = givenPurchase(service, "google-play");
        tell(service, posted.text("/purchaseId"), 1, captured("GPA.t", 1200));
        assertThat(post(
                                ownerOf(service),
                                "/v1/billing-tokens/resolve",
                                null,
                                "{'billingToken':'%s'}".formatted(posted.text("/billing/billingToken")))
                        .problem())
                .isEqualTo("410 billing-token-gone /billingToken");
    }
}
