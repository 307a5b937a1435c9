package io.coinslot.billing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies are taken word for word: what is nearly of the described type would be taken for what nobody meant. */
class BodyTypesApiTest extends ApiTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'userId':123,'productId':'gem-100','market':'stripe'}                   | /userId   | must be a"
                        + " string",
                "{'userId':'a','productId':'gem-100','market':'stripe','deviceId':5}      | /deviceId | must be a"
                        + " string",
                "{'userId':'a','productId':'gem-100','market':'stripe','quantity':'2'}    | /quantity | must be an"
                        + " integer",
                "{'userId':'a','productId':'gem-100','market':'stripe','quantity':true}   | /quantity | must be an"
                        + " integer",
                "{'userId':'a','productId':'gem-100','market':'stripe','userId':'b'}      | /userId   | stands there"
                        + " more than once",
                "{'userId':'a','productId':'gem-100','market':'stripe','paymentToken':[]} | /paymentToken | must be an"
                        + " object",
                "[]                                                                       | ''        | must be an"
                        + " object"
            })
    void aPurchase(String body, String pointer, String detail) {
        Answer answer = post(ownerOf(givenService()), "/v1/purchases", newKey(), body);
        assertThat(answer.problem()).isEqualTo(("400 invalid-request " + pointer).strip());
        assertThat(answer.text("/errors/0/detail")).isEqualTo(detail);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'amount':{'amount':100,'currency':'KRW'},'reason':'x'}          | /amount/amount",
                "{'amount':{'amount':99.5,'currency':'KRW'},'reason':'x'}         | /amount/amount",
                "{'amount':'100','reason':'x'}                                    | /amount",
                "{'reason':5}                                                     | /reason",
                "{'reason':'x','reason':'y'}                                      | /reason"
            })
    void aRefund(String body, String pointer) {
        String service = givenService();
        String refunds = "/v1/purchases/" + givenPaidPurchase(service) + "/refunds";
        assertThat(post(ownerOf(service), refunds, newKey(), body).problem())
                .isEqualTo("400 invalid-request " + pointer);
        assertThat(get(ownerOf(service), refunds).body().at("/items")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limits         | [{'currency':'KRW','daily':2400}]   | /0/daily",
                "limits         | [{'currency':'KRW','monthly':true}] | /0/monthly",
                "limits         | {'currency':'KRW','daily':'2400'}   | ''",
                "consents/terms | {'granted':'true'}                  | /granted",
                "consents/terms | {'granted':1}                       | /granted",
                "consents/terms | {'granted':true,'reference':2}      | /reference"
            })
    void whatAUserMayAndAgreedTo(String what, String body, String pointer) {
        Answer answer = put(ownerOf(givenService()), "/v1/users/u/" + what, body);
        assertThat(answer.problem()).isEqualTo(("400 invalid-request " + pointer).strip());
        assertThat(answer.text("/errors/0/detail")).doesNotContain("List", "Body", "coinslot");
    }

    @Test
    void onePurchaseThatCannotBeReadIsRefusedByItself() {
        String good = "{'idempotencyKey':'%s','userId':'a','productId':'gem-100','market':'stripe'}";
        String body = "{'items':[%s,%s,%s,7,[],{'idempotencyKey':5},%s]}"
                .formatted(
                        good.formatted("k1"),
                        good.formatted("k2").replace("}", ",'quantty':1}"),
                        good.formatted("k3").replace("}", ",'quantity':'abc'}"),
                        good.formatted("k4"));
        Answer answer = post(ownerOf(givenService()), "/v1/purchases:batch", null, body);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().at("/items")).hasSize(7);
        assertThat(answer.body().at("/items/0/status").asInt()).isEqualTo(201);
        assertThat(item(answer, 1)).isEqualTo("400 invalid-request /items/1/quantty");
        assertThat(answer.text("/items/1/idempotencyKey")).isEqualTo("k2");
        assertThat(item(answer, 2)).isEqualTo("400 invalid-request /items/2/quantity");
        assertThat(item(answer, 3)).isEqualTo("400 invalid-request /items/3");
        assertThat(item(answer, 4)).isEqualTo("400 invalid-request /items/4");
        assertThat(item(answer, 5)).isEqualTo("400 invalid-request /items/5/idempotencyKey");
        assertThat(answer.body().at("/items/6/status").asInt()).isEqualTo(201);
    }

    @Test
    void oneEventThatCannotBeReadIsRefusedByItself() {
        String service = givenService();
        String good = "{'eventId':'%s','purchaseId':'" + givenPaidPurchase(service)
                + "','type':'STORE_OPENED','occurredAt':'2026-01-01T00:00:00Z'}";
        String body = "{'items':[%s,%s,%s,null,%s]}"
                .formatted(
                        good.formatted("e1").replace("}", ",'data':[1]}"),
                        good.formatted("e2").replace("'type'", "'tpye'"),
                        good.replace("'%s'", "5"),
                        good.formatted("e4"));
        Answer answer = post(ownerOf(service), "/v1/purchase-events", null, body);
        assertThat(answer.status()).isEqualTo(202);
        assertThat(item(answer, 0)).isEqualTo("400 invalid-request /items/0/data");
        assertThat(answer.text("/items/0/eventId")).isEqualTo("e1");
        assertThat(item(answer, 1)).isEqualTo("400 invalid-request /items/1/tpye");
        assertThat(item(answer, 2)).isEqualTo("400 invalid-request /items/2/eventId");
        assertThat(item(answer, 3)).isEqualTo("400 invalid-request /items/3");
        assertThat(answer.body().at("/items/4/status").asInt()).isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'items':{}}           | /items",
                "{'items':'x'}          | /items",
                "{'items':[]}           | /items",
                "{}                     | /items",
                "{'itmes':[]}           | /itmes",
                "[]                     | ''",
                "{'items':[{'a':1]}     | /items/0",
                "{'items':[{'a':1,'a':2}]} | /items/0/a"
            })
    void aBodyThatHoldsNoItemsIsRefusedAsAWhole(String body, String pointer) {
        String token = ownerOf(givenService());
        for (String path : new String[] {"/v1/purchases:batch", "/v1/purchase-events"}) {
            assertThat(post(token, path, null, body).problem()).isEqualTo(("400 invalid-request " + pointer).strip());
        }
    }

    private static String item(Answer answer, int index) {
        var result = answer.body().at("/items/" + index);
        return Answer.problem(result.at("/problem"), result.at("/status").asInt());
    }
}
