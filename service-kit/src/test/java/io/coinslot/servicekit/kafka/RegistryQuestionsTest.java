package io.coinslot.servicekit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.coinslot.servicekit.event.EventCodec.SchemaRegistryUnavailable;
import io.coinslot.servicekit.event.EventCodec.UnreadableEvent;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RegistryQuestionsTest {
    private static final Duration VERY_LONG = Duration.ofDays(1);
    private static final Duration VERY_SHORT = Duration.ofMillis(1);

    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final CountDownLatch never = new CountDownLatch(1);

    @Test
    void asksOnAThreadOfItsOwnAndWithTheAnswerNoMore() {
        RegistryQuestions questions = new RegistryQuestions(VERY_LONG, VERY_LONG);

        assertThat(questions.ask("schema", Thread::currentThread)).isNotEqualTo(Thread.currentThread());
        assertThat(questions.ask("schema", Thread::currentThread)).isEqualTo(Thread.currentThread());
    }

    @Test
    void holdsUpTheFirstOfManyAlone() throws Exception {
        RegistryQuestions questions = new RegistryQuestions(VERY_SHORT, VERY_LONG);

        for (int command = 0; command < 256; command++) {
            assertThatThrownBy(() -> questions.ask("schema", this::noAnswer))
                    .isInstanceOf(SchemaRegistryUnavailable.class);
        }
        interrupted.await();
        assertThat(asked).hasValue(1);
    }

    @Test
    void letsWhatIsKnownGoOnMeanwhile() throws Exception {
        RegistryQuestions questions = new RegistryQuestions(VERY_LONG, VERY_LONG);
        questions.ask("known", () -> 1);
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> questions.ask("unknown", this::noAnswer));
        await().until(() -> asked.get() == 1);

        assertThat(questions.ask("known", () -> 2)).isEqualTo(2);
        assertThat(waiting).isNotDone();
        never.countDown();
    }

    @Test
    void asksAgainWithoutAnybodyWaitingForIt() {
        RegistryQuestions questions = new RegistryQuestions(VERY_LONG, Duration.ZERO);
        assertThatThrownBy(() -> questions.ask("schema", () -> {
                    throw new SchemaRegistryUnavailable("HTTP 503", null);
                }))
                .isInstanceOf(SchemaRegistryUnavailable.class)
                .hasMessage("HTTP 503");

        await().ignoreExceptions()
                .until(() -> questions.ask("schema", () -> "back").equals("back"));
    }

    @Test
    void givesEachItsOwnAnswer() {
        RegistryQuestions questions = new RegistryQuestions(VERY_LONG, VERY_LONG);

        assertThatThrownBy(() -> questions.ask("schema", () -> {
                    throw new UnreadableEvent("torn", null);
                }))
                .isInstanceOf(UnreadableEvent.class);
        assertThat(questions.ask("schema", () -> "whole")).isEqualTo("whole");
    }

    private String noAnswer() {
        asked.incrementAndGet();
        try {
            never.await();
            return "at last";
        } catch (InterruptedException e) {
            interrupted.countDown();
            throw new IllegalStateException(e);
        }
    }
}
