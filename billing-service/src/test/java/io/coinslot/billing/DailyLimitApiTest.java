package io.coinslot.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DailyLimitApiTest extends ApiTest {
    private static final String BODY = "{'userId':'%s','productId':'gem-100','market':'stripe'}";

    private Answer post(String token, String user, String key) {
        return post(token, "/v1/purchases", key, BODY.formatted(user));
    }

    /** 40 requests for KRW 1200 each, every one sent three times, where 10 of them fit into the day. */
    @Test
    void keepsTheLimitExactlyHoweverManyPostAtOnceAndHoweverOften() throws Exception {
        String token = ownerOf(givenService()) + "~day12500";
        List<String> keys = new ArrayList<>();
        List<Future<Answer>> requests = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int number = 0; number < 40; number++) {
                String key = newKey();
                String user = "player-" + number % 7;
                keys.add(key);
                for (int time = 0; time < 3; time++) {
                    requests.add(threads.submit(() -> post(token, user, key)));
                }
            }
        }
        List<String> purchases = new ArrayList<>();
        for (Future<Answer> request : requests) {
            Answer answer = request.get();
            assertThat(answer.status()).as(answer.body().toString()).isIn(201, 429);
            if (answer.status() == 201) {
                purchases.add(answer.text("/purchaseId"));
            } else {
                assertThat(answer.problem()).isEqualTo("429 daily-amount-limit-exceeded /quantity");
                assertThat(Long.parseLong(answer.header("Retry-After"))).isBetween(1L, 86_401L);
            }
        }
        assertThat(purchases).hasSize(30);
        assertThat(purchases.stream().distinct()).hasSize(10);

        long answeredAgain = 0;
        for (int number = 0; number < 40; number++) {
            answeredAgain +=
                    post(token, "player-" + number % 7, keys.get(number)).status() == 201 ? 1 : 0;
        }
        assertThat(answeredAgain).isEqualTo(10);
    }

    @Test
    void makesRoomWhenAPurchaseIsCancelled() {
        String service = givenService();
        String token = ownerOf(service) + "~day1200";
        String id = post(token, "a", newKey()).text("/purchaseId");
        String key = newKey();
        assertThat(post(token, "a", key).status()).isEqualTo(429);
        assertThat(post(token, "/v1/purchases/" + id + "/cancel", null, "").status())
                .isEqualTo(200);
        await().untilAsserted(() -> assertThat(post(token, "a", key).status()).isEqualTo(201));
    }

    @Test
    void answersEachItemOfABatchForItself() {
        String token = ownerOf(givenService()) + "~day2400";
        String item = "{'idempotencyKey':'%s','userId':'a','productId':'gem-100','market':'stripe'}";
        Answer answer = post(
                token,
                "/v1/purchases:batch",
                null,
                "{'items':[" + item.formatted(newKey()) + "," + item.formatted(newKey()) + ","
                        + item.formatted(newKey()) + "]}");
        List<Integer> statuses = new ArrayList<>();
        answer.body()
                .at("/items")
                .forEach(each -> statuses.add(each.get("status").asInt()));
        assertThat(statuses).containsExactlyInAnyOrder(201, 201, 429);
        JsonNode refused = answer.body().at("/items/" + statuses.indexOf(429));
        assertThat(refused.at("/retryAfterSeconds").asLong()).isBetween(1L, 86_401L);
    }

    @Test
    void doesNotLimitOtherCurrencies() {
        String service = givenService();
        tables.givenProduct(service, "gem-usd", "USD", 5_000);
        String token = ownerOf(service) + "~day1200";
        for (int number = 0; number < 3; number++) {
            assertThat(post(token, "/v1/purchases", newKey(), "{'userId':'a','productId':'gem-usd','market':'stripe'}")
                            .status())
                    .isEqualTo(201);
        }
    }
}
