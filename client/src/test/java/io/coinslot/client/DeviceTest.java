package io.coinslot.client;

import static io.coinslot.client.FakeGateway.reply;
import static io.coinslot.client.Fixtures.PURCHASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.houserules.AdvancingClock;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeviceTest {
    private final FakeGateway gateway = new FakeGateway().on("GET /v1/purchases/p1", 200, PURCHASE);
    private final AdvancingClock clock = AdvancingClock.standingAt("2026-11-22T07:00:00Z");
    private final DeviceKey key = DeviceKey.generate();
    private final AtomicInteger opened = new AtomicInteger();
    private final DeviceClient device = DeviceClient.of(gateway.uri(), key, this::session, clock);

    @AfterEach
    void stop() {
        device.close();
        gateway.close();
    }

    private DeviceSession session() {
        String number = Integer.toString(opened.incrementAndGet());
        return new DeviceSession(
                "ds_" + number, "token-" + number, "", clock.instant().plus(Duration.ofMinutes(15)));
    }

    private static String claim(String proof, String name) {
        String claims = new String(Base64.getUrlDecoder().decode(proof.split("\\.")[1]), StandardCharsets.UTF_8);
        return claims.replaceFirst(".*\"" + name + "\":\"?([^\",}]+).*", "$1");
    }

    @Test
    void provesEachRequestAnew() {
        Set<String> ids = new HashSet<>();
        for (int call = 0; call < 3; call++) {
            device.purchase("p1");
            assertThat(gateway.last().header("Authorization")).isEqualTo("DPoP token-1");
            String proof = gateway.last().header("DPoP");
            assertThat(claim(proof, "htm")).isEqualTo("GET");
            assertThat(claim(proof, "htu")).isEqualTo(gateway.uri() + "/v1/purchases/p1");
            assertThat(claim(proof, "iat"))
                    .isEqualTo(Long.toString(clock.instant().getEpochSecond()));
            ids.add(claim(proof, "jti"));
        }
        assertThat(ids).hasSize(3);
        assertThat(opened).hasValue(1);
        assertThat(gateway.tokenRequests).isEmpty();
    }

    @Test
    void leavesTheQueryOutOfTheProof() {
        String proof = key.proof("GET", URI.create("http://x.example/a?b=c#d"), "t");
        assertThat(claim(proof, "htu")).isEqualTo("http://x.example/a");
        assertThat(claim(key.proof("GET", URI.create("http://x.example/a#d"), "t"), "htu"))
                .isEqualTo("http://x.example/a");
    }

    /** The example of RFC 7638, 3.1. */
    @Test
    void hasTheThumbprintOfTheStandard() throws Exception {
        String modulus = "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPe"
                + "bWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368Q"
                + "QMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2Nc"
                + "Rwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw";
        PublicKey rsa = KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(
                        new BigInteger(1, Base64.getUrlDecoder().decode(modulus)), BigInteger.valueOf(65_537)));
        // Any private key will do, and a long one takes long to make.
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1_024);
        KeyPair keys = new KeyPair(rsa, generator.generateKeyPair().getPrivate());

        assertThat(DeviceKey.of(keys).thumbprint()).isEqualTo("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
    }

    @Test
    void replacesASessionShortlyBeforeItIsOver() {
        device.purchase("p1");
        clock.advance(Duration.ofMinutes(14).plusSeconds(29));
        device.purchase("p1");
        assertThat(opened).hasValue(1);
        clock.advance(Duration.ofSeconds(2));
        device.purchase("p1");
        assertThat(opened).hasValue(2);
        assertThat(gateway.last().header("Authorization")).isEqualTo("DPoP token-2");
    }

    @Test
    void replacesARefusedSessionOnce() {
        Map<String, String> refusal = Map.of("WWW-Authenticate", "DPoP error=\"invalid_token\"");
        gateway.on("GET /v1/purchases/p2", reply(401, refusal, "{}"), reply(200, PURCHASE));
        assertThat(device.purchase("p2").purchaseId()).isEqualTo("p1");
        assertThat(opened).hasValue(2);

        gateway.on("GET /v1/purchases/p3", reply(401, refusal, "{}"));
        assertThatThrownBy(() -> device.purchase("p3")).isInstanceOf(CoinslotException.Unauthenticated.class);
        assertThat(opened).hasValue(3);
    }

    /** This clock is wrong by far; the fake gateway's server tells the real time in Date. */
    @Test
    void learnsTheTimeFromARefusalAndKeepsToIt() {
        Map<String, String> refusal = Map.of("WWW-Authenticate", "DPoP error=\"invalid_dpop_proof\"");
        gateway.on("GET /v1/purchases/p2", reply(401, refusal, "{}"), reply(200, PURCHASE));
        clock.advance(Duration.between(clock.instant(), Instant.parse("2020-01-01T00:00:00Z")));
        Instant before = Instant.now().minusSeconds(2);

        device.purchase("p2");
        long learnt = Long.parseLong(claim(gateway.last().header("DPoP"), "iat"));
        device.purchase("p1");

        assertThat(Instant.ofEpochSecond(learnt)).isBetween(before, Instant.now());
        assertThat(claim(gateway.last().header("DPoP"), "iat")).isEqualTo(Long.toString(learnt));
        assertThat(gateway.asked).hasSize(3);
    }

    @Test
    void givesUpWhenAnotherTimeDoesNotHelp() {
        Map<String, String> refusal = Map.of("WWW-Authenticate", "DPoP error=\"invalid_dpop_proof\"");
        gateway.on("GET /v1/purchases/p2", reply(401, refusal, "{\"title\":\"no\"}"));
        assertThatThrownBy(() -> device.purchase("p2")).isInstanceOf(CoinslotException.Unauthenticated.class);
        assertThat(gateway.asked).hasSize(2);
    }

    @Test
    void showsNeitherTokenNorPrivateKey() {
        assertThat(session().toString()).doesNotContain("token-");
        assertThat(key.toString()).isEqualTo("DeviceKey[" + key.thumbprint() + "]");
    }

    @Test
    void triesAgainWhereTheBackendOpensNoSession() {
        AtomicInteger asked = new AtomicInteger();
        try (DeviceClient other = DeviceClient.of(
                gateway.uri(),
                key,
                () -> {
                    if (asked.incrementAndGet() == 1) {
                        throw new IllegalStateException("the backend is away");
                    }
                    return session();
                },
                clock)) {
            assertThat(other.purchase("p1").purchaseId()).isEqualTo("p1");
        }
        assertThat(asked).hasValue(2);
    }

    /** The key of the request for a session is not the key of the call, which may have been done before. */
    @Test
    void namesTheKeyOfTheCallThatMayBeDoneAndNotThatOfTheSession() {
        gateway.on("POST /v1/card-registrations/r1/cancel", FakeGateway.hangUp());
        AtomicInteger asked = new AtomicInteger();
        CoinslotException ofSession = new CoinslotException.NoAnswer("no answer to the backend", null, "another-key");
        try (DeviceClient other = DeviceClient.of(
                gateway.uri(),
                key,
                () -> {
                    if (asked.incrementAndGet() > 1) {
                        throw ofSession;
                    }
                    return new DeviceSession("ds_1", "token-1", "", clock.instant());
                },
                clock)) {
            assertThatThrownBy(() -> other.cardRegistrations().cancel("r1"))
                    .isInstanceOfSatisfying(
                            CoinslotException.NoAnswer.class,
                            e -> assertThat(e.idempotencyKey())
                                    .isEqualTo(gateway.last().header("Idempotency-Key")));
        }
        assertThat(asked).hasValueGreaterThan(1);
    }

    @Test
    void aCallForWhichThereIsNoSessionWasNotSent() {
        try (DeviceClient other = DeviceClient.of(
                gateway.uri(),
                key,
                () -> {
                    throw new CoinslotException.NoAnswer("no answer to the backend", null, "another-key");
                },
                clock)) {
            assertThatThrownBy(() -> other.purchase("p1")).isInstanceOf(CoinslotException.NotSent.class);
        }
        assertThat(gateway.asked).isEmpty();
    }

    /** The call's own time runs while the game's backend hangs; others that wait ask again by themselves. */
    @Test
    void aBackendThatHangsHoldsNoCallBeyondItsTime() throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        SessionSource source = new SessionSource(
                () -> {
                    if (asked.incrementAndGet() > 1) {
                        return session();
                    }
                    try {
                        over.await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                        throw new IllegalStateException(e);
                    }
                    return session();
                },
                clock::instant);
        AtomicReference<DeviceSession> got = new AtomicReference<>();
        Thread patient;
        try {
            assertThatThrownBy(() -> source.session(Duration.ofMillis(20)))
                    .isInstanceOf(CoinslotException.NotSent.class);
            interrupted.await();
            patient = Thread.ofVirtual().start(() -> got.set(source.session(Duration.ofSeconds(30))));
            patient.join();
        } finally {
            over.countDown();
        }
        assertThat(got.get().sessionId()).isEqualTo("ds_1");
        assertThat(source.session(Duration.ZERO)).isSameAs(got.get());
        assertThat(asked).hasValue(2);
    }

    @Test
    void anInterruptedCallDoesNotWaitForABackendThatHangs() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        try (DeviceClient other = DeviceClient.of(
                gateway.uri(),
                key,
                () -> {
                    asked.countDown();
                    try {
                        over.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return session();
                },
                clock)) {
            Thread first = Thread.ofVirtual().start(() -> other.purchase("p1"));
            asked.await();
            Thread second = Thread.ofVirtual()
                    .uncaughtExceptionHandler((thread, failure) -> thrown.set(failure))
                    .start(() -> other.purchase("p1"));
            second.interrupt();
            second.join();
            over.countDown();
            first.join();
        }
        assertThat(thrown.get()).isInstanceOf(CoinslotException.Interrupted.class);
    }
}
