package io.coinslot.client;

import static io.coinslot.client.FakeGateway.hangUp;
import static io.coinslot.client.FakeGateway.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of a call that ended without an answer: whether it may be done, and the key to ask again with. */
class UnknownOutcomeTest {
    private static final NewPurchase GEMS = NewPurchase.of("u1", "gem-100", Market.GOOGLE_PLAY);
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
    void tellsTheKeyToAskAgainWithWhenTheAnswerIsLost() {
        gateway.on("POST /v1/purchases", hangUp());
        assertThatThrownBy(() -> client.purchases().create(GEMS))
                .isInstanceOfSatisfying(
                        CoinslotException.NoAnswer.class,
                        lost -> assertThat(lost.idempotencyKey())
                                .isEqualTo(gateway.last().header("Idempotency-Key"))
                                .hasSize(36));
        gateway.on("POST /v1/services/arcade/secrets/rotate", reply(503, ""));
        assertThatThrownBy(() -> client.services().rotateSecrets("arcade", Duration.ZERO, "r-1"))
                .isInstanceOfSatisfying(
                        CoinslotException.ServiceFailed.class,
                        failed -> assertThat(failed.idempotencyKey()).isEqualTo("r-1"));
    }

    @Test
    void tellsTheKeyToAskAgainWithWhenTheAnswerCannotBeRead() {
        gateway.on("POST /v1/purchases", 201, "<html>");
        assertThatThrownBy(() -> client.purchases().create(GEMS))
                .isInstanceOfSatisfying(
                        CoinslotException.UnreadableAnswer.class,
                        unreadable -> assertThat(unreadable.idempotencyKey())
                                .isEqualTo(gateway.last().header("Idempotency-Key"))
                                .hasSize(36));
    }

    /** The last attempt alone was turned away; what became of the first is not known. */
    @Test
    void doesNotForgetAnAttemptThatMayBeDoneBecauseALaterOneWasTurnedAway() {
        gateway.on("POST /v1/purchases", hangUp(), reply(429, ""));
        assertThatThrownBy(() -> client.purchases().create(GEMS)).isInstanceOf(CoinslotException.NoAnswer.class);
        assertThat(gateway.asked).hasSize(5);
    }

    /** The same call under a new key would be done twice, once the credentials are mended. */
    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void doesNotForgetAnAttemptThatMayBeDoneBecauseTheNextTokenIsRefused(int status) {
        gateway.on("POST /v1/purchases/p1/refunds", hangUp(), reply(status, ""));
        assertThatThrownBy(() -> client.purchases().refund("p1", NewRefund.full("bought twice")))
                .isInstanceOfSatisfying(
                        CoinslotException.NoAnswer.class,
                        lost -> assertThat(lost.idempotencyKey())
                                .isEqualTo(gateway.last().header("Idempotency-Key"))
                                .hasSize(36));
    }

    @Test
    void doesNotForgetAnAttemptThatMayBeDoneBecauseTheBodyOfLaterOnesCameTooLate() {
        gateway.on("POST /v1/purchases", reply(503, ""), reply(408, ""));
        assertThatThrownBy(() -> client.purchases().create(GEMS)).isInstanceOf(CoinslotException.ServiceFailed.class);
        assertThat(gateway.asked).hasSize(5);
    }

    @Test
    void tellsARefusalAsItIsIfNoAttemptMayBeDone() {
        gateway.on("POST /v1/purchases", reply(408, ""), reply(403, ""));
        assertThatThrownBy(() -> client.purchases().create(GEMS)).isInstanceOf(CoinslotException.Forbidden.class);
    }

    @Test
    void doesNotForgetAnAttemptThatMayBeDoneBecauseTheNextTokenCannotBeRead() {
        gateway.on(
                "POST /v1/purchases",
                exchange -> {
                    gateway.tokenReaction = reply(200, "<html>");
                    reply(503, "").to(exchange);
                },
                reply(401, ""));
        assertThatThrownBy(() -> client.purchases().create(GEMS)).isInstanceOf(CoinslotException.ServiceFailed.class);
    }

    @Test
    void saysThatNothingWasSentWhenNobodyListens() throws IOException {
        try (Socket bound = new Socket()) {
            bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            try (CoinslotClient lost = builder()
                    .gateway(URI.create("http://127.0.0.1:" + bound.getLocalPort()))
                    .build()) {
                assertThatThrownBy(() -> lost.purchases().create(GEMS)).isInstanceOf(CoinslotException.NotSent.class);
            }
        }
        assertThat(waits.waits).hasSize(4);
    }

    @Test
    void endsWhenTheCallingThreadIsInterrupted() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        gateway.on("GET /v1/purchases/p1", exchange -> {
            asked.countDown();
            await(over);
        });
        assertThat(interruptedAfter(asked, () -> client.purchases().get("p1")).idempotencyKey())
                .isNull();
        over.countDown();
    }

    @Test
    void tellsTheKeyToAskAgainWithWhenTheThreadIsInterrupted() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        gateway.on("POST /v1/purchases", exchange -> {
            asked.countDown();
            await(over);
        });
        assertThat(interruptedAfter(asked, () -> client.purchases().create(GEMS))
                        .idempotencyKey())
                .isEqualTo(gateway.last().header("Idempotency-Key"));
        over.countDown();
    }

    /** It waits for a token then, after an attempt that may have been taken. */
    @Test
    void tellsTheKeyOfTheCallAlsoWhenItWaitsForSomethingElse() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        gateway.on("POST /v1/purchases", exchange -> {
            gateway.tokenReaction = token -> {
                asked.countDown();
                await(over);
            };
            reply(401, "").to(exchange);
        });
        assertThat(interruptedAfter(asked, () -> client.purchases().create(GEMS))
                        .idempotencyKey())
                .isEqualTo(gateway.last().header("Idempotency-Key"));
        over.countDown();
    }

    /** How the call ends when its thread is interrupted once the gateway was asked. */
    private static CoinslotException.Interrupted interruptedAfter(CountDownLatch asked, Runnable call)
            throws InterruptedException {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread caller = Thread.ofVirtual()
                .uncaughtExceptionHandler((thread, failure) -> thrown.set(failure))
                .start(call);
        asked.await();
        caller.interrupt();
        caller.join();
        return (CoinslotException.Interrupted) thrown.get();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
