package io.coinslot.client;

import static io.coinslot.client.FakeGateway.hangUp;
import static io.coinslot.client.FakeGateway.reply;
import static io.coinslot.client.Fixtures.PURCHASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.houserules.AdvancingClock;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokenTest {
    private final FakeGateway gateway = new FakeGateway().on("GET /v1/purchases/p1", 200, PURCHASE);
    private final AdvancingClock clock = AdvancingClock.standingAt("2026-11-22T07:00:00Z");
    private final CoinslotClient client =
            Fixtures.builder(gateway).time(clock, Fixtures.HIGHEST, wait -> {}).build();

    @AfterEach
    void stop() {
        client.close();
        gateway.close();
    }

    @Test
    void fetchesNoTokenBeforeTheFirstCall() {
        assertThat(gateway.tokenRequests).isEmpty();
        client.purchases().get("p1");
        client.purchases().get("p1");
        assertThat(gateway.tokenRequests).hasSize(1);
        assertThat(gateway.last().header("Authorization")).isEqualTo("Bearer token-1");
    }

    @Test
    void asksWithBasicAndTheClientCredentialsGrant() {
        client.purchases().get("p1");
        FakeGateway.Asked asked = gateway.tokenRequests.getFirst();
        assertThat(asked.body()).isEqualTo("grant_type=client_credentials");
        assertThat(asked.header("Authorization"))
                .isEqualTo("Basic "
                        + Base64.getEncoder().encodeToString("svc-arcade:secret".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void fetchesTheNextTokenShortlyBeforeTheOldOneExpires() {
        client.purchases().get("p1");
        clock.advance(Duration.ofMinutes(59).minusSeconds(1));
        client.purchases().get("p1");
        assertThat(gateway.tokenRequests).hasSize(1);
        clock.advance(Duration.ofSeconds(1));
        client.purchases().get("p1");
        assertThat(gateway.tokenRequests).hasSize(2);
    }

    @Test
    void fetchesOneTokenHoweverManyCallsNeedIt() throws InterruptedException, ExecutionException {
        for (int round = 1; round <= 20; round++) {
            allAtOnce(40);
            assertThat(gateway.tokenRequests).hasSize(round);
            clock.advance(Duration.ofHours(1));
        }
    }

    @Test
    void replacesARefusedTokenOnceAndCallsAgain() {
        gateway.on("GET /v1/purchases/p2", reply(401, ""), reply(200, PURCHASE));
        assertThat(client.purchases().get("p2").purchaseId()).isEqualTo("p1");
        assertThat(gateway.asked.stream().map(asked -> asked.header("Authorization")))
                .containsExactly("Bearer token-1", "Bearer token-2");
    }

    @Test
    void givesUpWhenTheNewTokenIsRefusedToo() {
        gateway.on("GET /v1/purchases/p2", 401, "{\"title\":\"who are you\"}");
        assertThatThrownBy(() -> client.purchases().get("p2")).isInstanceOf(CoinslotException.Unauthenticated.class);
        assertThat(gateway.asked).hasSize(2);
    }

    @Test
    void fetchesOneNewTokenWhenManyCallsFindTheOldOneRefused() throws InterruptedException, ExecutionException {
        client.purchases().get("p1");
        gateway.on("GET /v1/purchases/p3", exchange -> {
            boolean old = "Bearer token-1".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            FakeGateway.answer(exchange, old ? 401 : 200, java.util.Map.of(), old ? "{}" : PURCHASE);
        });
        allAtOnce(40, "p3");
        assertThat(gateway.tokenRequests).hasSize(2);
    }

    @Test
    void hidesNoAttemptThatMayBeDoneBehindATokenThatIsRefused() {
        gateway.on("POST /v1/purchases/p1/refunds", exchange -> {
            clock.advance(Duration.ofHours(1));
            gateway.tokenReaction = reply(500, "{}");
            hangUp().to(exchange);
        });
        assertThatThrownBy(() -> client.purchases().refund("p1", NewRefund.full("broken")))
                .isInstanceOfSatisfying(
                        CoinslotException.NoAnswer.class,
                        lost -> assertThat(lost.idempotencyKey())
                                .isEqualTo(gateway.last().header("Idempotency-Key")));
    }

    @Test
    void tellsThatTheCredentialsAreWrong() {
        gateway.tokenReaction = reply(401, "{\"error\":\"invalid_client\",\"error_description\":\"bad secret\"}");
        assertThatThrownBy(() -> client.purchases().get("p1"))
                .isInstanceOf(CoinslotException.Unauthenticated.class)
                .hasMessageContaining("invalid_client")
                .hasMessageContaining("bad secret");
        assertThat(gateway.asked).isEmpty();
        assertThat(gateway.tokenRequests).hasSize(1);
    }

    @Test
    void asksForTheTokenAgainWhileTheGatewayIsUnavailable() {
        FakeGateway.Reaction issue = gateway.tokenReaction;
        gateway.tokenReaction = exchange -> {
            if (gateway.tokenRequests.size() < 3) {
                FakeGateway.answer(exchange, 503, java.util.Map.of(), "");
            } else {
                issue.to(exchange);
            }
        };
        assertThat(client.purchases().get("p1").purchaseId()).isEqualTo("p1");
        assertThat(gateway.tokenRequests).hasSize(3);
    }

    @Test
    void saysThatNothingWasSentWhenThereIsNoToken() {
        gateway.tokenReaction = FakeGateway.hangUp();
        assertThatThrownBy(() -> client.purchases().cancel("p1"))
                .isInstanceOf(CoinslotException.NotSent.class)
                .hasCauseInstanceOf(CoinslotException.NoAnswer.class);
        assertThat(gateway.asked).isEmpty();
        assertThat(gateway.tokenRequests).hasSize(5);
    }

    @Test
    void waitsAsLongAsIsAskedBeforeItAsksForATokenAgain() {
        Fixtures.Waits waits = new Fixtures.Waits();
        gateway.tokenReaction = reply(503, java.util.Map.of("Retry-After", "7"), "");
        try (CoinslotClient patient = Fixtures.builder(gateway)
                .time(clock, Fixtures.HIGHEST, waits)
                .retryPolicy(new RetryPolicy(
                        2,
                        Duration.ofMillis(100),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30)))
                .build()) {
            assertThatThrownBy(() -> patient.purchases().get("p1")).isInstanceOf(CoinslotException.NotSent.class);
        }
        assertThat(waits.waits).containsExactly(Duration.ofMillis(7100));
    }

    @Test
    void whoHasTimeLeftFetchesTheTokenWhenTheOneWhoFetchedHadNot() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        FakeGateway.Reaction issue = gateway.tokenReaction;
        gateway.tokenReaction = exchange -> {
            if (gateway.tokenRequests.size() > 1) {
                issue.to(exchange);
                return;
            }
            asked.countDown();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        try (Wire wire = Wire.to(gateway.uri(), Duration.ofSeconds(5));
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            TokenSource tokens = new TokenSource(wire, new ClientAuthentication.Secret("svc-arcade", "secret"), clock);
            Future<TokenSource.Token> hasty = callers.submit(() -> tokens.token(Duration.ofSeconds(1)));
            asked.await();
            assertThat(tokens.token(Duration.ofMinutes(1)).value()).isEqualTo("token-1");
            assertThatThrownBy(hasty::get).hasCauseInstanceOf(CoinslotException.NotSent.class);
        } finally {
            over.countDown();
        }
    }

    @Test
    void signsAnAssertionWithAKeyOfItsOwn() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair keys = generator.generateKeyPair();
        try (CoinslotClient keyed = Fixtures.builder(gateway)
                .privateKey("svc-arcade", "key-1", keys.getPrivate())
                .build()) {
            keyed.purchases().get("p1");
        }
        String form = gateway.tokenRequests.getFirst().body();
        assertThat(form).contains("client_id=svc-arcade", "client_assertion_type=urn%3Aietf");
        String[] parts = form.substring(form.indexOf("client_assertion=") + 17).split("\\.");
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(keys.getPublic());
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
        assertThat(decoded(parts[0])).contains("\"alg\":\"ES256\"", "\"kid\":\"key-1\"");
        assertThat(decoded(parts[1]))
                .contains("\"sub\":\"svc-arcade\"", "\"aud\":\"" + gateway.uri() + "/oauth2/token\"");
    }

    private static String decoded(String part) {
        return new String(
                Base64.getUrlDecoder().decode(URLDecoder.decode(part, StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    private void allAtOnce(int calls) throws InterruptedException, ExecutionException {
        allAtOnce(calls, "p1");
    }

    private void allAtOnce(int calls, String purchaseId) throws InterruptedException, ExecutionException {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Purchase>> running = new ArrayList<>();
            for (int i = 0; i < calls; i++) {
                running.add(callers.submit(() -> client.purchases().get(purchaseId)));
            }
            for (Future<Purchase> call : running) {
                assertThat(call.get().purchaseId()).isEqualTo("p1");
            }
        }
    }
}
