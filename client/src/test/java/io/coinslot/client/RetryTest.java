package io.coinslot.client;

import static io.coinslot.client.FakeGateway.hangUp;
import static io.coinslot.client.FakeGateway.reply;
import static io.coinslot.client.Fixtures.PURCHASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryTest {
    private static final NewPurchase GEMS = NewPurchase.of("u1", "gem-100", Market.GOOGLE_PLAY);

    private static final ProductDefinition PRODUCT =
            ProductDefinition.of("Gems", ProductType.CONSUMABLE, Price.of("1200", "KRW"));

    private final FakeGateway gateway = new FakeGateway();
    private final Fixtures.Waits waits = new Fixtures.Waits();
    private final CoinslotClient client = builder().build();

    private CoinslotClientBuilder builder() {
        return Fixtures.builder(gateway).time(Clock.systemUTC(), Fixtures.HIGHEST, waits);
    }

    @AfterEach
    void stop() {
        client.close();
        gateway.close();
    }

    @Test
    void postsAgainWithTheSameIdempotencyKeyWhenTheServiceIsUnavailable() {
        gateway.on("POST /v1/purchases", reply(503, ""), reply(502, ""), reply(201, PURCHASE));
        assertThat(client.purchases().create(GEMS).purchaseId()).isEqualTo("p1");
        assertThat(gateway.asked).hasSize(3);
        assertThat(gateway.asked.stream()
                        .map(asked -> asked.header("Idempotency-Key"))
                        .distinct())
                .hasSize(1)
                .allMatch(key -> key.length() == 36);
    }

    @Test
    void givesEachLogicalCallItsOwnKeyUnlessTheCallerNamesOne() {
        gateway.on("POST /v1/purchases", 201, PURCHASE);
        client.purchases().create(GEMS);
        client.purchases().create(GEMS);
        client.purchases().create(GEMS, "order-7");
        assertThat(gateway.asked.stream()
                        .map(asked -> asked.header("Idempotency-Key"))
                        .distinct())
                .hasSize(3)
                .contains("order-7");
    }

    /** Nothing was done, so that even what holds for one version only may be asked again. */
    @Test
    void asksAgainWhenTheBodyCameTooLate() {
        gateway.on("PUT /v1/products/gem-100", reply(408, ""), reply(200, "{}"));
        client.products().putIfVersion("gem-100", PRODUCT, 3);
        assertThat(gateway.asked).hasSize(2);
    }

    @Test
    void postsAgainWhenTheConnectionBreaksBeforeTheAnswer() {
        gateway.on("POST /v1/purchases", hangUp(), reply(201, PURCHASE));
        assertThat(client.purchases().create(GEMS, "k").purchaseId()).isEqualTo("p1");
        assertThat(gateway.asked)
                .hasSize(2)
                .allMatch(asked -> asked.header("Idempotency-Key").equals("k"));
    }

    /** The token works once: without the key the player would be left without a purchase to pay for. */
    @Test
    void resolvesABillingTokenAgainUnderTheSameKeyWhenTheAnswerIsLost() {
        gateway.on("POST /v1/billing-tokens/resolve", hangUp(), reply(200, PURCHASE));
        assertThat(client.purchases().resolveBillingToken("bt").purchaseId()).isEqualTo("p1");
        assertThat(gateway.asked).hasSize(2);
        assertThat(gateway.asked.stream()
                        .map(asked -> asked.header("Idempotency-Key"))
                        .distinct())
                .singleElement()
                .satisfies(key -> assertThat(key).hasSize(36));
    }

    @Test
    void triesAgainWhenAnAttemptTakesTooLong() {
        CountDownLatch over = new CountDownLatch(1);
        gateway.on("GET /v1/purchases/p1", exchange -> await(over), reply(200, PURCHASE));
        RetryPolicy hasty = new RetryPolicy(
                3, Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(300), Duration.ofSeconds(30));
        try (CoinslotClient impatient = builder().retryPolicy(hasty).build()) {
            assertThat(impatient.purchases().get("p1").purchaseId()).isEqualTo("p1");
        } finally {
            over.countDown();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void waitsAsLongAsRetryAfterAsksAndSomeJitterMore(int status) {
        gateway.on("GET /v1/purchases/p1", reply(status, Map.of("Retry-After", "7"), ""), reply(200, PURCHASE));
        client.purchases().get("p1");
        assertThat(waits.waits).containsExactly(Duration.ofMillis(7100));
    }

    @Test
    void doesNotWaitForARetryAfterBeyondTheDeadline() {
        gateway.on("GET /v1/purchases/p1", reply(429, Map.of("Retry-After", "3600"), ""));
        assertThatThrownBy(() -> client.purchases().get("p1"))
                .isInstanceOfSatisfying(
                        CoinslotException.TooManyRequests.class,
                        refused -> assertThat(refused.retryAfter()).isEqualTo(Duration.ofHours(1)));
        assertThat(gateway.asked).hasSize(1);
        assertThat(waits.waits).isEmpty();
    }

    @Test
    void doublesTheUpperBoundOfTheRandomWaitAndGivesUpAfterTheLastAttempt() {
        gateway.on("GET /v1/purchases/p1", 503, "{\"title\":\"closed\"}");
        assertThatThrownBy(() -> client.purchases().get("p1"))
                .isInstanceOf(CoinslotException.ServiceFailed.class)
                .hasMessageContaining("closed");
        assertThat(gateway.asked).hasSize(5);
        assertThat(waits.waits)
                .isEqualTo(List.of(
                        Duration.ofMillis(100),
                        Duration.ofMillis(200),
                        Duration.ofMillis(400),
                        Duration.ofMillis(800)));
    }

    @Test
    void makesOneAttemptAloneIfAskedTo() {
        gateway.on("GET /v1/purchases/p1", 503, "");
        try (CoinslotClient once =
                builder().retryPolicy(RetryPolicy.DEFAULT.withoutRetries()).build()) {
            assertThatThrownBy(() -> once.purchases().get("p1")).isInstanceOf(CoinslotException.ServiceFailed.class);
        }
        assertThat(gateway.asked).hasSize(1);
    }

    @Test
    void neverWaitsLongerThanTheLongestBackoff() {
        RetryPolicy policy = RetryPolicy.DEFAULT;
        assertThat(policy.backoffCap(20)).isEqualTo(policy.longestBackoff());
    }

    @Test
    void doesNotRepeatWhatTheApiRefusedForGood() {
        gateway.on("POST /v1/purchases", 422, "{\"title\":\"no\"}");
        assertThatThrownBy(() -> client.purchases().create(GEMS)).isInstanceOf(CoinslotException.InvalidRequest.class);
        assertThat(gateway.asked).hasSize(1);
    }

    @Test
    void doesNotRepeatAFailureOfTheServiceItself() {
        gateway.on("GET /v1/purchases/p1", 500, "{\"title\":\"bug\"}");
        assertThatThrownBy(() -> client.purchases().get("p1")).isInstanceOf(CoinslotException.ServiceFailed.class);
        assertThat(gateway.asked).hasSize(1);
    }

    @Test
    void asksAgainWhileTheSameKeyIsInFlight() {
        String inFlight = "{\"type\":\"https://coinslot.example/problems/request-in-flight\"}";
        gateway.on("POST /v1/purchases", reply(409, inFlight), reply(201, PURCHASE));
        assertThat(client.purchases().create(GEMS).purchaseId()).isEqualTo("p1");
    }

    @Test
    void doesNotRepeatAConditionalPutThatMayHaveBeenDone() {
        gateway.on("PUT /v1/products/gem-100", hangUp());
        assertThatThrownBy(() -> client.products().putIfVersion("gem-100", PRODUCT, 3))
                .isInstanceOf(CoinslotException.NoAnswer.class);
        assertThat(gateway.asked).hasSize(1);
        assertThat(gateway.last().header("If-Match")).isEqualTo("\"3\"");
    }

    @Test
    void repeatsAConditionalPutThatWasTurnedAwayAtTheDoor() {
        String product = "{\"productId\":\"gem-100\",\"version\":4,\"name\":\"Gems\",\"type\":\"CONSUMABLE\"}";
        gateway.on("PUT /v1/products/gem-100", reply(429, ""), reply(200, product));
        assertThat(client.products().putIfVersion("gem-100", PRODUCT, 3).version())
                .isEqualTo(4);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
