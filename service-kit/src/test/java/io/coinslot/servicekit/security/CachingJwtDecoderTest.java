package io.coinslot.servicekit.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

class CachingJwtDecoderTest {
    private static final Instant START = Instant.parse("2026-11-26T08:00:00Z");

    private volatile Instant now = START;
    private final AtomicInteger verifications = new AtomicInteger();
    private volatile JwtDecoder verifying = this::token;
    private final CachingJwtDecoder decoder = new CachingJwtDecoder(
            token -> {
                verifications.incrementAndGet();
                return verifying.decode(token);
            },
            new Clock() {
                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }

                @Override
                public Instant instant() {
                    return now;
                }
            });

    private Jwt token(String text) {
        return Jwt.withTokenValue(text)
                .header("alg", "ES256")
                .subject("svc-arcade")
                .expiresAt(START.plus(Duration.ofHours(1)))
                .build();
    }

    @Test
    void verifiesATokenOncePerMinuteHoweverOftenItComes() {
        for (int second = 0; second < 120; second++) {
            now = START.plusSeconds(second);
            assertThat(decoder.decode("a").getSubject()).isEqualTo("svc-arcade");
        }
        assertThat(verifications).hasValue(2);
        decoder.decode("b");
        assertThat(verifications).hasValue(3);
    }

    @Test
    void stopsBelievingATokenWhoseKeyWasWithdrawn() {
        decoder.decode("a");
        verifying = token -> {
            throw new BadJwtException("no such key");
        };
        now = START.plus(CachingJwtDecoder.BELIEVED).minusMillis(1);
        assertThat(decoder.decode("a")).isNotNull();

        now = START.plus(CachingJwtDecoder.BELIEVED);
        for (int time = 0; time < 3; time++) {
            assertThatThrownBy(() -> decoder.decode("a")).isInstanceOf(BadJwtException.class);
        }
    }

    @Test
    void goesOnWithWhatIsKnownWhileTheKeysAreAwayUntilItExpires() {
        decoder.decode("a");
        verifying = token -> {
            throw new JwtException("the issuer does not answer");
        };
        now = START.plus(Duration.ofMinutes(59));
        assertThat(decoder.decode("a")).isNotNull();
        assertThat(decoder.decode("a")).isNotNull();
        assertThat(verifications).hasValue(2);
        assertThatThrownBy(() -> decoder.decode("b")).isInstanceOf(JwtException.class);

        now = START.plus(Duration.ofHours(1));
        assertThatThrownBy(() -> decoder.decode("a")).isInstanceOf(JwtException.class);
    }

    @Test
    void keepsNobodyWaitingWhileOneVerifiesAgain() throws Exception {
        decoder.decode("a");
        now = START.plus(Duration.ofMinutes(2));
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        verifying = token -> {
            asked.countDown();
            try {
                answered.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return token(token);
        };
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Jwt>> first = new ArrayList<>();
            first.add(threads.submit(() -> decoder.decode("a")));
            asked.await();
            assertThat(decoder.decode("a")).isNotNull();
            answered.countDown();
            assertThat(first.getFirst().get()).isNotNull();
        }
        assertThat(verifications).hasValue(2);
    }
}
