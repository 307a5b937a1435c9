package io.coinslot.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is answered to those who post purchases: refusals, repeated requests, several at once. */
class PostingPurchasesApiTest extends ApiTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'productId':'gem-100','market':'stripe'}                              | 400 invalid-request /userId",
                "{'userId':' ','productId':'gem-100','market':'stripe'}                 | 400 invalid-request /userId",
                "{'userId':'a','market':'stripe'}                                       | 400 invalid-request"
                        + " /productId",
                "{'userId':'a','productId':'gem-100','market':' '}                      | 400 invalid-request /market",
                "{'userId':'a','productId':'gem-100','market':'moon'}                   | 400 invalid-request /market",
                "{'userId':'a','productId':'gem-100','market':'one-store'}              | 422 market-not-linked"
                        + " /market",
                "{'userId':'a','productId':'gem-999','market':'stripe'}                 | 422 unknown-product"
                        + " /productId",
                "{'userId':'a','productId':'gem-100','market':'stripe','quantity':0}    | 400 invalid-request"
                        + " /quantity",
                "{'userId':'a','productId':'gem-100','market':'stripe','quantity':-1}   | 400 invalid-request"
                        + " /quantity",
                "{'userId':'a','productId':'gem-100','market':'stripe','quantity':1001} | 400 invalid-request"
                        + " /quantity",
                "{'userId':'a','productId':'gem-100','market':'stripe','quantity':1000000000} | 400 invalid-request"
                        + " /quantity",
                "{'userId':'a','productId':'gem-100','market':'stripe','quantity':1.5}  | 400 invalid-request"
                        + " /quantity",
                "{'userId':'a','productId':'gem-100','market':'stripe','quantity':'x'}  | 400 invalid-request"
                        + " /quantity",
                "{'userId':'a','productId':'gem-100','market':'stripe','currency':'USD'} | 422 no-price /currency",
                "{'userId':'a','productId':'gem-100','market':'stripe','currency':'QQQ'} | 400 invalid-request"
                        + " /currency",
                "{'userId':'a','productId':'gem-100','market':'stripe','region':'Korea'} | 400 invalid-request /region",
                "{                                                                      | 400 invalid-request"
            })
    void namesTheFieldOfARefusal(String body, String problem) {
        Answer answer = post(ownerOf(givenService()), "/v1/purchases", newKey(), body);
        assertThat(answer.problem()).isEqualTo(problem);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void refusesWhatIsNotOnSale() {
        String service = givenService();
        var price = List.of(FakeTables.price(null, null, "KRW", 100));
        tables.givenProduct(service, "old", price, Instant.now().minusSeconds(1), true);
        tables.givenProduct(service, "off", price, null, false);
        for (String product : List.of("old", "off")) {
            assertThat(post(
                                    ownerOf(service),
                                    "/v1/purchases",
                                    newKey(),
                                    "{'userId':'a','productId':'%s','market':'stripe'}".formatted(product))
                            .problem())
                    .isEqualTo("422 not-on-sale /productId");
        }
    }

    @Test
    void needsAnIdempotencyKey() {
        assertThat(post(
                                ownerOf(givenService()),
                                "/v1/purchases",
                                null,
                                "{'userId':'a','productId':'gem-100','market':'stripe'}")
                        .problem())
                .isEqualTo("400 missing-idempotency-key Idempotency-Key");
    }

    @Test
    void repeatsTheFirstAnswerForTheSameKeyWhateverHappenedSince() {
        String service = givenService();
        String key = newKey();
        String body = "{'userId':'a','productId':'gem-100','market':'google-play'}";
        Answer first = post(ownerOf(service), "/v1/purchases", key, body);
        tell(service, first.text("/purchaseId"), 1, captured("GPA.2", 1200));
        tables.givenProduct(service, "gem-100", "KRW", 9999);
        Answer second = post(ownerOf(service), "/v1/purchases", key, body);

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(first.header("Idempotent-Replayed")).isNull();
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
    }

    @Test
    void repeatsTheFirstAnswerEvenIfTheProductIsNoLongerSold() {
        String service = givenService();
        String key = newKey();
        String body = "{'userId':'a','productId':'gem-100','market':'google-play'}";
        Answer first = post(ownerOf(service), "/v1/purchases", key, body);
        tables.givenProduct(service, "gem-100", List.of(), null, false);
        assertThat(post(ownerOf(service), "/v1/purchases", key, body).body()).isEqualTo(first.body());
    }

    @Test
    void refusesTheSameKeyForAnotherRequest() {
        String service = givenService();
        String key = newKey();
        post(ownerOf(service), "/v1/purchases", key, "{'userId':'a','productId':'gem-100','market':'stripe'}");
        assertThat(post(
                                ownerOf(service),
                                "/v1/purchases",
                                key,
                                "{'userId':'b','productId':'gem-100','market':'stripe'}")
                        .problem())
                .isEqualTo("422 idempotency-key-reused Idempotency-Key");
    }

    @Test
    void clientsHaveAmountLimitsOfTheirOwn() {
        String service = givenService();
        String limited = ownerOf(service) + "~2400";
        String body = "{'userId':'a','productId':'gem-100','market':'stripe','quantity':%d}";
        assertThat(post(limited, "/v1/purchases", newKey(), body.formatted(2)).status())
                .isEqualTo(201);
        assertThat(post(limited, "/v1/purchases", newKey(), body.formatted(3)).problem())
                .isEqualTo("422 amount-limit-exceeded /quantity");
    }

    @Test
    void postsManyPurchasesEachWithItsOwnAnswer() {
        String service = givenService();
        String key = newKey();
        String item = "{'idempotencyKey':'%s','userId':'a','productId':'%s','market':'stripe'}";
        String body = "{'items':[%s,%s,%s,{'userId':'a'},null]}"
                .formatted(
                        item.formatted(key, "gem-100"), item.formatted(key, "gem-100"), item.formatted("k2", "nope"));
        Answer answer = post(ownerOf(service), "/v1/purchases:batch", null, body);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().at("/items")).hasSize(5);
        assertThat(answer.body().at("/items/0/status").asInt()).isEqualTo(201);
        assertThat(answer.body().at("/items/1/replayed").asBoolean()).isTrue();
        assertThat(answer.text("/items/0/purchase/purchaseId")).isEqualTo(answer.text("/items/1/purchase/purchaseId"));
        assertThat(Answer.problem(answer.body().at("/items/2/problem"), 0))
                .isEqualTo("0 unknown-product /items/2/productId");
        assertThat(Answer.problem(answer.body().at("/items/3/problem"), 0))
                .isEqualTo("0 missing-idempotency-key /items/3/idempotencyKey");
        assertThat(answer.body().at("/items/4/status").asInt()).isEqualTo(400);
    }
}
