package io.coinslot.billing.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.coinslot.billing.catalog.ServiceId;
import io.coinslot.billing.feed.mongo.MongoFeedChunks;
import io.coinslot.localstack.store.EmbeddedStore;
import io.coinslot.servicekit.mongo.IndexedDatabase;
import io.coinslot.servicekit.mongo.StoreOutage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MongoFeedTest {
    private static final ServiceId ARCADE = new ServiceId("arcade");
    private static final ServiceId OTHER = new ServiceId("other");
    private static final int PARTITIONS = 2;

    private final EmbeddedStore store = EmbeddedStore.inMemory();
    private final MongoClient client = MongoClients.create(store.uri());
    private final FeedChunks chunks = new MongoFeedChunks(new IndexedDatabase(client.getDatabase("feed")));
    private final FeedWatch watch = new FeedWatch();
    private final FeedProjection projection = new FeedProjection(chunks, watch::grown);
    private final FeedReader reader = new FeedReader(chunks, watch, () -> PARTITIONS);

    @AfterEach
    void stop() throws IOException {
        client.close();
        store.close();
    }

    private static List<FeedEvent> events(ServiceId service, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(offset -> event(service, service + "-" + offset, offset))
                .toList();
    }

    private static FeedEvent event(ServiceId service, String id, long offset) {
        return new FeedEvent(service, id, offset, "Paid", id);
    }

    private static List<String> texts(ServiceId service, int from, int to) {
        return events(service, from, to).stream().map(FeedEvent::json).toList();
    }

    private List<String> readAll(ServiceId service, int limit) {
        List<String> all = new ArrayList<>();
        FeedCursor cursor = FeedCursor.beginning();
        while (true) {
            FeedReader.Page page = reader.read(service, cursor, limit, Duration.ZERO);
            if (page.events().isEmpty()) {
                return all;
            }
            assertThat(page.events()).hasSizeLessThanOrEqualTo(limit);
            all.addAll(page.events());
            cursor = FeedCursor.parse(page.next().text()).orElseThrow();
        }
    }

    @Test
    void handsOutEachEventOnceAndInOrderOverManyChunks() {
        for (int from = 0; from < 1000; from += 70) {
            projection.append(0, events(ARCADE, from, Math.min(1000, from + 70)));
        }
        assertThat(readAll(ARCADE, 200)).isEqualTo(texts(ARCADE, 0, 1000));
        assertThat(readAll(ARCADE, 1)).isEqualTo(texts(ARCADE, 0, 1000));
    }

    @Test
    void whatComesAgainInAnotherCutIsAddedOnce() {
        projection.append(0, events(ARCADE, 0, 150));
        projection.append(0, events(ARCADE, 100, 180));
        new FeedProjection(chunks, service -> {}).append(0, events(ARCADE, 0, 190));
        assertThat(readAll(ARCADE, 50)).isEqualTo(texts(ARCADE, 0, 190));
        assertThat(reader.funnel(ARCADE)).containsEntry("Paid", 190L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"insert", "update"})
    void whatIsNotConfirmedIsAnOutageAndIsAddedOnceWhenItComesAgain(String command) {
        if (command.equals("update")) {
            projection.append(0, events(ARCADE, 0, 5));
        }
        client.getDatabase("admin")
                .runCommand(Document.parse("{configureFailPoint: 'failCommand', mode: {times: 1}, data: {failCommands:"
                        + " ['" + command + "'], writeConcernError: {code: 189, errmsg: 'stepped down'}}}"));

        assertThatThrownBy(() -> projection.append(0, events(ARCADE, 0, 10))).matches(StoreOutage::isBehind);

        projection.append(0, events(ARCADE, 0, 10));
        projection.append(0, events(ARCADE, 0, 20));
        assertThat(readAll(ARCADE, 50)).isEqualTo(texts(ARCADE, 0, 20));
        assertThat(reader.funnel(ARCADE)).containsEntry("Paid", 20L);
    }

    @Test
    void anotherProcessMayHaveWrittenMeanwhile() {
        FeedProjection other = new FeedProjection(chunks, service -> {});
        projection.append(0, events(ARCADE, 0, 10));
        other.append(0, events(ARCADE, 0, 250));
        projection.append(0, events(ARCADE, 0, 260));
        assertThat(readAll(ARCADE, 100)).isEqualTo(texts(ARCADE, 0, 260));
    }

    /** Its chunks would have a gap between them, at which readers stop for good. */
    @Test
    void addsNothingBehindAChunkThatAnotherProcessWroteMeanwhile() {
        FeedProjection other = new FeedProjection(chunks, service -> {});
        projection.append(0, events(ARCADE, 0, 10));
        other.append(0, events(ARCADE, 0, 15));
        projection.append(0, events(ARCADE, 0, 60));
        assertThat(readAll(ARCADE, 100)).isEqualTo(texts(ARCADE, 0, 60));
        assertThat(reader.funnel(ARCADE)).containsEntry("Paid", 60L);
    }

    /** A broker was lost, or its topic made again, while the store stayed. */
    @Test
    void whatATopicBringsThatBeginsAnewIsInTheFeedOnce() {
        projection.append(0, events(ARCADE, 0, 60));
        List<FeedEvent> anew = IntStream.range(0, 90)
                .mapToObj(offset -> event(ARCADE, "anew-" + offset, offset))
                .toList();
        projection.append(0, anew.subList(0, 40));
        new FeedProjection(chunks, service -> {}).append(0, anew.subList(20, 60));
        projection.append(0, anew);

        List<String> all = new ArrayList<>(texts(ARCADE, 0, 60));
        anew.forEach(event -> all.add(event.json()));
        assertThat(readAll(ARCADE, 100)).isEqualTo(all);
        assertThat(reader.funnel(ARCADE)).containsEntry("Paid", 150L);
    }

    /** They were sent, their sender died before it knew, and the sweeper sent them again. */
    @Test
    void whatStandsTwiceInTheTopicIsInTheFeedOnce() {
        projection.append(0, events(ARCADE, 0, 60));
        new FeedProjection(chunks, service -> {})
                .append(
                        0,
                        List.of(
                                event(ARCADE, "arcade-3", 60),
                                event(ARCADE, "new", 61),
                                event(ARCADE, "arcade-59", 62),
                                event(ARCADE, "new", 63)));
        projection.append(0, List.of(event(ARCADE, "new", 64), event(ARCADE, "last", 65)));
        assertThat(readAll(ARCADE, 100))
                .isEqualTo(Stream.concat(texts(ARCADE, 0, 60).stream(), Stream.of("new", "last"))
                        .toList());
        assertThat(reader.funnel(ARCADE)).containsEntry("Paid", 62L);
    }

    @Test
    void findsWhatIsKnownOfMoreEventsThanOneLookUpHolds() {
        projection.append(0, events(ARCADE, 0, 450));
        assertThat(chunks.known(texts(ARCADE, 100, 600))).hasSize(350);
    }

    @Test
    void servicesAndPartitionsAreKeptApart() {
        projection.append(
                0,
                Stream.concat(events(ARCADE, 0, 5).stream(), events(OTHER, 5, 8).stream())
                        .toList());
        projection.append(1, events(ARCADE, 20, 25));
        assertThat(readAll(ARCADE, 100)).hasSize(10).doesNotContain("other-5");
        assertThat(readAll(OTHER, 100)).isEqualTo(texts(OTHER, 5, 8));
        assertThat(reader.funnel(ARCADE)).containsEntry("Paid", 10L);
    }

    /** Each second another purchase, by turns in one partition and the other, and now and then three in a row. */
    private static int partition(int second) {
        return second % 7 < 4 ? second % 2 : 1;
    }

    private static FeedEvent dated(int second) {
        String json = "{\"eventId\":\"e%d\",\"occurredAt\":\"%s\",\"data\":{\"occurredAt\":\"2020-01-01T00:00:00Z\"}}"
                .formatted(second, Instant.ofEpochSecond(1_800_000_000L + second));
        return new FeedEvent(ARCADE, "e" + second, second, "Paid", json);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 100, 200})
    void mergesPartitionsByTheTimeAtWhichThingsHappened(int limit) {
        List<FeedEvent> all =
                IntStream.range(0, 500).mapToObj(MongoFeedTest::dated).toList();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            int number = partition;
            projection.append(
                    partition,
                    all.stream()
                            .filter(event -> partition((int) event.offset()) == number)
                            .toList());
        }
        assertThat(readAll(ARCADE, limit))
                .isEqualTo(all.stream().map(FeedEvent::json).toList());
    }

    /** Two purchases share a partition, and the news of the older one was published late. */
    @Test
    void keepsTheOrderOfAPartitionWhateverTheTimes() {
        projection.append(0, List.of(dated(5), dated(1), dated(9)));
        projection.append(1, List.of(dated(3), dated(7)));
        assertThat(reader.read(ARCADE, FeedCursor.beginning(), 10, Duration.ZERO)
                        .events())
                .containsExactlyElementsOf(Stream.of(3, 5, 1, 7, 9)
                        .map(second -> dated(second).json())
                        .toList());
    }

    @Test
    void goesOnFromACursorThatStandsBehindAFullChunkOrNamesFewerPartitions() {
        projection.append(0, events(ARCADE, 0, 30));
        projection.append(1, events(ARCADE, 30, 33));
        FeedCursor behindTheFirst = new FeedCursor(List.of(new FeedCursor.Place(0, FeedProjection.CHUNK_EVENTS)));
        FeedReader.Page page = reader.read(ARCADE, behindTheFirst, 200, Duration.ZERO);
        assertThat(page.events()).isEqualTo(texts(ARCADE, 25, 33));
        assertThat(page.next())
                .isEqualTo(new FeedCursor(List.of(new FeedCursor.Place(1, 5), new FeedCursor.Place(0, 3))));
    }

    @Test
    void findsTheNewestChunkAmongMany() {
        projection.append(0, events(ARCADE, 0, 37 * FeedProjection.CHUNK_EVENTS + 1));
        assertThat(new FeedHeads(chunks).newest(ARCADE, 0).id().number()).isEqualTo(37);
        assertThat(new FeedHeads(chunks).newest(OTHER, 0).count()).isZero();
    }

    @Test
    void wakesAReaderWhoWaits() throws Exception {
        Thread writer = Thread.ofVirtual().unstarted(() -> projection.append(0, events(ARCADE, 0, 1)));
        writer.start();
        FeedReader.Page page = reader.read(ARCADE, FeedCursor.beginning(), 10, Duration.ofSeconds(20));
        writer.join();
        assertThat(page.events()).containsExactly("arcade-0");
    }

    @Test
    void refusesCursorsThatAreNotOurs() {
        for (String text : List.of("", "x", "ZjI", "!!", "ZjE7LTEuMA", "a".repeat(20_000))) {
            assertThat(FeedCursor.parse(text)).as(text).isEmpty();
        }
    }
}
