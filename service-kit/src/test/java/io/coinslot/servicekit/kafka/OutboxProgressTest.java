package io.coinslot.servicekit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.servicekit.event.EventPublisher.Outbox;
import io.coinslot.servicekit.event.OutboxEntry;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OutboxProgressTest {
    private final OutboxProgress progress = new OutboxProgress(new Outbox("test", removals -> {}));

    @Test
    void sendsEachEntryOnce() {
        assertThat(progress.startSending("a", entries(1, 2))).hasSize(2);
        assertThat(progress.startSending("a", entries(1, 3)))
                .extracting(OutboxEntry::sequence)
                .containsExactly(3L);
    }

    @Test
    void removesOnlyWhatIsAcknowledgedWithoutAGap() {
        progress.startSending("a", entries(4, 6));
        progress.acknowledged("a", 5);
        assertThat(progress.takeRemovals(10)).isEmpty();
        progress.acknowledged("a", 4);
        assertThat(progress.takeRemovals(10)).isEqualTo(Map.of("a", 5L));
        assertThat(progress.acknowledgedThrough("a")).isEqualTo(5);
    }

    @Test
    void sendsEverythingAgainAfterAFailure() {
        progress.startSending("a", entries(1, 3));
        progress.acknowledged("a", 1);
        progress.failed("a");
        assertThat(progress.startSending("a", entries(1, 3))).hasSize(3);
    }

    @Test
    void removesOnceMoreWhatALateWriteBroughtBack() {
        progress.startSending("a", entries(1, 1));
        progress.acknowledged("a", 1);
        assertThat(progress.takeRemovals(10)).isEqualTo(Map.of("a", 1L));
        assertThat(progress.startSending("a", entries(1, 2)))
                .extracting(OutboxEntry::sequence)
                .containsExactly(2L);
        assertThat(progress.takeRemovals(10)).isEqualTo(Map.of("a", 1L));
    }

    @Test
    void removesNothingThatTheNextWriteLeftOut() {
        progress.startSending("a", entries(1, 1));
        progress.acknowledged("a", 1);
        assertThat(progress.startSending("a", List.of())).isEmpty();
        assertThat(progress.takeRemovals(10)).isEmpty();
    }

    private static List<OutboxEntry> entries(long first, long last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(sequence -> new OutboxEntry("e" + sequence, sequence, "topic", "key", Map.of(), new byte[0]))
                .toList();
    }
}
