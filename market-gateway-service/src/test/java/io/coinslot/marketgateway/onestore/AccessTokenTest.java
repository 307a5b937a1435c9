package io.coinslot.marketgateway.onestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.houserules.AdvancingClock;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketFailure.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AccessTokenTest {
    private final AdvancingClock clock = AdvancingClock.standingAt("2026-11-22T12:00:00Z");
    private final AtomicInteger asked = new AtomicInteger();
    private boolean down;
    private final AccessToken token = new AccessToken(this::issue, clock);

    private AccessToken.Issued issue() throws MarketFailure {
        if (down) {
            throw new MarketFailure(Kind.NOT_SENT, "NO_ACCESS_TOKEN", "down", null, null);
        }
        return new AccessToken.Issued("token-" + asked.incrementAndGet(), Duration.ofHours(1));
    }

    @Test
    void isAskedForOnceAndAgainTenMinutesBeforeItsEnd() throws MarketFailure {
        assertThat(token.get()).isEqualTo("token-1");
        clock.advance(Duration.ofMinutes(49));
        assertThat(token.get()).isEqualTo("token-1");
        clock.advance(Duration.ofMinutes(1));
        assertThat(token.get()).isEqualTo("token-2");
    }

    @Test
    void whatIsStillGoodServesWhileNoOtherIsIssued() throws MarketFailure {
        token.get();
        down = true;
        clock.advance(Duration.ofMinutes(55));
        assertThat(token.get()).isEqualTo("token-1");
        clock.advance(Duration.ofMinutes(5));
        assertThatThrownBy(token::get).isInstanceOf(MarketFailure.class);
        down = false;
        assertThat(token.get()).isEqualTo("token-2");
    }

    @Test
    void aRefusedOneIsReplacedOnceForAllWhoHeldIt() throws Exception {
        token.get();
        CountDownLatch together = new CountDownLatch(20);
        List<Future<String>> replaced = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int count = 0; count < 20; count++) {
                replaced.add(threads.submit(() -> {
                    together.countDown();
                    together.await();
                    return token.insteadOf("token-1");
                }));
            }
        }
        for (Future<String> other : replaced) {
            assertThat(other.get()).isEqualTo("token-2");
        }
        assertThat(asked).hasValue(2);
    }

    @Test
    void oneThatLivesShortlyIsNotAskedForAtEachCall() throws MarketFailure {
        AccessToken shortLived = new AccessToken(
                () -> new AccessToken.Issued("token-" + asked.incrementAndGet(), Duration.ofMinutes(6)), clock);
        shortLived.get();
        clock.advance(Duration.ofMinutes(4));
        assertThat(shortLived.get()).isEqualTo("token-1");
        clock.advance(Duration.ofMinutes(1));
        assertThat(shortLived.get()).isEqualTo("token-2");
    }
}
