package io.coinslot.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class GuardedStreamTest {
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final BodySubscriber<InputStream> answer = BodySubscribers.ofInputStream();
    private final InputStream body = answer.getBody().toCompletableFuture().join();

    GuardedStreamTest() {
        answer.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long count) {
                // The test says itself what comes.
            }

            @Override
            public void cancel() {
                cancelled.set(true);
            }
        });
    }

    private void comes(String text) {
        answer.onNext(List.of(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void readsAnAnswerToItsEnd() throws IOException {
        InputStream guarded = new GuardedStream(body, Duration.ofMinutes(1));
        comes("entryId,");
        assertThat(guarded.readNBytes(8)).asString(StandardCharsets.UTF_8).isEqualTo("entryId,");
        comes("k");
        assertThat(guarded.read()).isEqualTo('k');
        answer.onComplete();

        assertThat(guarded.readAllBytes()).isEmpty();
    }

    @Test
    void givesAnAnswerUpOfWhichNothingMoreComes() throws IOException {
        comes("entry");
        InputStream guarded = new GuardedStream(body, Duration.ofMillis(50));

        assertThat(guarded.readNBytes(5)).hasSize(5);
        assertThatThrownBy(guarded::read).isInstanceOf(HttpTimeoutException.class);
        assertThat(cancelled).isTrue();
    }
}
