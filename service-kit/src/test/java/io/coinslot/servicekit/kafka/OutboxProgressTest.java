package io.coinslot.servicekit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.servicekit.event.EventPublisher.Acknowledged;
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
        assertThat(progress.startSending("a", 1, entries(1, 2))).hasSize(2);
        assertThat(progress.startSending("a", 1, entries(1, 3)))
                .extracting(OutboxEntry::sequence)
                .containsExactly(3L);
    }

    @Test
    void removesOnlyWhatIsAcknowledgedWithoutAGap() {
        progress.startSending("a", 1, entries(4, 6));
        progress.acknowledged("a", entry(5));
        assertThat(progress.takeRemovals(10)).isEmpty();
        progress.acknowledged("a", entry(4));
        assertThat(progress.acknowledgedThrough("a", entries(4, 6))).isEqualTo(5);
        progress.acknowledged("a", entry(6));
        assertThat(progress.takeRemovals(10)).isEqualTo(Map.of("a", through(6)));
    }

    @Test
    void sendsEverythingAgainAfterAFailure() {
        progress.startSending("a", 1, entries(1, 3));
        progress.acknowledged("a", entry(1));
        progress.failed("a");
        assertThat(progress.startSending("a", 1, entries(1, 3))).hasSize(3);
    }

    @Test
    void removesOnceMoreWhatALateWriteBroughtBack() {
        progress.startSending("a", 1, entries(1, 1));
        progress.acknowledged("a", entry(1));
        assertThat(progress.takeRemovals(10)).isEqualTo(Map.of("a", through(1)));
        assertThat(progress.startSending("a", 1, entries(1, 2)))
                .extracting(OutboxEntry::sequence)
                .containsExactly(2L);
        assertThat(progress.takeRemovals(10)).isEqualTo(Map.of("a", through(1)));
    }

    @Test
    void removesNothingThatTheNextWriteLeftOut() {
        progress.startSending("a", 1, entries(1, 1));
        progress.acknowledged("a", entry(1));
        assertThat(progress.startSending("a", 1, List.of())).isEmpty();
        assertThat(progress.takeRemovals(10)).isEmpty();
    }

    @Test
    void removesWhatItSentAfterAnotherProcessHadItsTurn() {
        progress.startSending("a", 1, entries(1, 1));
        progress.acknowledged("a", entry(1));
        progress.takeRemovals(10);
        // The other process has written, sent and removed the second.
        assertThat(progress.startSending("a", 1, entries(3, 3)))
                .extracting(OutboxEntry::sequence)
                .containsExactly(3L);
        assertThat(progress.takeRemovals(10)).isEmpty();
        progress.acknowledged("a", entry(3));
        assertThat(progress.takeRemovals(10)).isEqualTo(Map.of("a", through(3)));
        assertThat(progress.acknowledgedThrough("a", entries(3, 3))).isEqualTo(3);
    }

    @Test
    void removesWhatWasAcknowledgedBeforeItLearntThatAnotherProcessHadSentTheRest() {
        progress.startSending("a", 1, entries(1, 3));
        progress.acknowledged("a", entry(2));
        progress.acknowledged("a", entry(3));
        assertThat(progress.takeRemovals(10)).isEmpty();
        assertThat(progress.startSending("a", 1, entries(2, 3))).isEmpty();
        assertThat(progress.takeRemovals(10)).isEqualTo(Map.of("a", through(3)));
    }

    @Test
    void sendsAnotherEventThatHasTheSequenceOfOneTheStoreLost() {
        progress.startSending("a", 1, entries(2, 3));
        progress.acknowledged("a", entry(2));
        progress.acknowledged("a", entry(3));
        OutboxEntry other = entry("other", 3);
        assertThat(progress.startSending("a", 1, List.of(other))).containsExactly(other);
        assertThat(progress.takeRemovals(10)).isEmpty();
        progress.acknowledged("a", other);
        assertThat(progress.takeRemovals(10)).isEqualTo(Map.of("a", new Acknowledged(3, "other")));
    }

    @Test
    void sendsAnotherEventThatTookThePlaceOfSeveral() {
        progress.startSending("a", 1, entries(1, 3));
        progress.acknowledged("a", entry(1));
        progress.acknowledged("a", entry(2));
        progress.acknowledged("a", entry(3));
        OutboxEntry other = entry("other", 2);
        assertThat(progress.startSending("a", 1, List.of(other))).containsExactly(other);
    }

    @Test
    void takesALateAcknowledgementForNoOtherEvent() {
        progress.startSending("a", 1, entries(1, 1));
        OutboxEntry other = entry("other", 1);
        progress.startSending("a", 1, List.of(other));
        progress.acknowledged("a", entry(1));
        assertThat(progress.takeRemovals(10)).isEmpty();
        assertThat(progress.acknowledgedThrough("a", List.of(other))).isZero();
    }

    /** The other process that wrote it may have died before it sent it. */
    @Test
    void takesNoOtherEventForAcknowledged() {
        progress.startSending("a", 1, entries(1, 2));
        progress.acknowledged("a", entry(1));
        progress.acknowledged("a", entry(2));
        assertThat(progress.acknowledgedThrough("a", entries(2, 2))).isEqualTo(2);
        assertThat(progress.acknowledgedThrough("a", List.of(entry("other", 2))))
                .isZero();
        assertThat(progress.acknowledgedThrough("a", List.of(entry("other", 1))))
                .isZero();
    }

    @Test
    void sendsNothingOnceMoreThatIsUnderWay() {
        progress.startSending("a", 1, entries(1, 3));
        assertThat(progress.startSending("a", 1, entries(1, 2))).isEmpty();
    }

    @Test
    void sendsNothingBehindWhatIsNewerThanTheLook() {
        // The sweeper has looked at version 5 with its one entry; then the next was written, sent and acknowledged.
        progress.startSending("a", 6, entries(5, 6));
        progress.acknowledged("a", entry(5));
        progress.acknowledged("a", entry(6));
        progress.takeRemovals(10);

        assertThat(progress.startSending("a", 5, entries(5, 5))).isEmpty();
        assertThat(progress.startSending("a", 7, entries(7, 7))).hasSize(1);
    }

    @Test
    void sendsWhatIsStillThereAtTheNextLookAsTheStoreHasLostWhatCameAfterIt() {
        progress.startSending("a", 6, entries(5, 6));
        progress.acknowledged("a", entry(5));
        progress.acknowledged("a", entry(6));
        progress.startSending("a", 5, entries(5, 5));

        assertThat(progress.startSending("a", 5, entries(5, 5))).hasSize(1);
    }

    private static Acknowledged through(long sequence) {
        return Acknowledged.of(entry(sequence));
    }

    private static List<OutboxEntry> entries(long first, long last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(OutboxProgressTest::entry)
                .toList();
    }

    private static OutboxEntry entry(long sequence) {
        return entry("e" + sequence, sequence);
    }

    private static OutboxEntry entry(String eventId, long sequence) {
        return new OutboxEntry(eventId, sequence, "topic", "key", Map.of(), new byte[0]);
    }
}
