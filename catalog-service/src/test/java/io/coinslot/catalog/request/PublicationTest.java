package io.coinslot.catalog.request;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.coinslot.servicekit.aggregate.Committed;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PublicationTest {
    @Test
    void holdsTheAnswerBackUntilEachOfTheChangesIsOnItsTopic() {
        CompletableFuture<Void> first = new CompletableFuture<>();
        CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
        Thread answering = Thread.ofPlatform()
                .start(() ->
                        Publication.awaitAll(List.of(new Committed<>("a", 1, first), new Committed<>("b", 1, last))));

        await().until(() -> answering.getState() == Thread.State.TIMED_WAITING);
        first.complete(null);
        await().until(() -> !answering.isAlive());
    }

    @Test
    void answersAllTheSameIfTheBrokerIsAway() {
        CompletableFuture<Void> away = CompletableFuture.failedFuture(new IllegalStateException("away"));
        assertThatCode(() -> Publication.awaitAll(List.of(new Committed<>("a", 1, away))))
                .doesNotThrowAnyException();
    }
}
