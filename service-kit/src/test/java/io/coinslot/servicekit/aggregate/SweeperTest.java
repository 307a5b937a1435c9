package io.coinslot.servicekit.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coinslot.servicekit.event.EventPublisher.Acknowledged;
import io.coinslot.servicekit.event.EventPublisher.Outbox;
import io.coinslot.servicekit.event.EventRecords;
import io.coinslot.servicekit.event.OutboxEntry;
import io.coinslot.servicekit.task.Targets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
@Isolated("it reads all output")
class SweeperTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final CountingStore store = new CountingStore();
    private final RecordingPublisher publisher = new RecordingPublisher();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final DocumentWriter<Counter, String> writer = new DocumentWriter<>(
            new EventRecords<>(new Engines.CounterEvents(), new Engines.NoCodec(), "test"),
            publisher,
            new Outbox("counters", store::removePublished),
            CLOCK,
            (stored, touched) -> {});
    private final Sweeper<Counter, String> sweeper = sweeper();

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void sendsWhatWasLeftBehind() {
        store.insert(List.of(document(5, 2)));
        sweeper.run();
        assertThat(publisher.sequences.get("c")).containsExactly(1L, 2L);
        assertThat(publisher.versions.get("c")).containsExactly(5L);
    }

    /** The publisher goes by the version that it is told: what an older one holds is not sent behind it. */
    @Test
    void whatIsSentAsItIsWrittenIsOfTheVersionThatWasWritten() {
        store.insert(List.of(document(1, 0)));
        TaskPlan<Counter, String> plan = new TaskPlan<>(List.of(), CLOCK);
        try (AggregateEngine<Counter, String> engine = new AggregateEngine<>(store, writer, plan)) {
            engine.start("counters", 1);
            engine.handleAndWait("c", Engines.adding(1));
        }
        assertThat(publisher.versions.get("c")).first().isEqualTo(2L);
    }

    @Test
    void sendsNoOlderEventBehindTheNewerOneOfWhoWroteTheDocumentMeanwhile() {
        store.insert(List.of(document(1, 1)));
        store.onceFound = () -> {
            Stored<Counter> next = document(2, 2);
            store.update(List.of(new AggregateStore.Change<>(1, next)));
            writer.publish(next);
        };
        sweeper.run();
        assertThat(publisher.sequences.get("c")).containsExactly(1L, 2L);
    }

    @Test
    void sendsOnlyWhatIsStillInTheDocument() {
        store.insert(List.of(document(1, 2)));
        store.onceFound = () -> store.removePublished(Map.of("c", new Acknowledged(1, "e1")));
        sweeper.run();
        assertThat(publisher.sequences.get("c")).containsExactly(2L);
    }

    @Test
    void saysOnceThatTasksAreOfAKindThatIsNotKnownHere(CapturedOutput output) {
        Task unknown = new Task("t", "of-tomorrow", 0, false, NOW.minusSeconds(1), Map.of());
        store.insert(List.of(document(1, 0).withTask(unknown)));
        sweeper.run();
        sweeper.run();
        assertThat(output.getAll().split("of-tomorrow", -1)).hasSize(2);
        assertThat(output).doesNotContain("failed");
    }

    @Test
    void goesOnWhileThereIsMoreThanOneLookFinds() {
        List<String> ids = insertMany(1_700, List.of());
        sweeper.run();
        assertThat(publisher.sequences).containsOnlyKeys(ids);
    }

    @Test
    void looksOnceWhereNothingComesOfIt() {
        insertMany(1_700, List.of());
        AtomicInteger looks = new AtomicInteger();
        store.onceFound = looks::incrementAndGet;
        publisher.away = true;
        sweeper.run();
        assertThat(looks).hasValue(1);
    }

    @Test
    void takesEveryVisibleTaskThoughOneLookDoesNotFindThemAll() {
        List<String> ids =
                insertMany(1_700, List.of(new Task("add", "add-later", 0, false, NOW.minusSeconds(1), Map.of())));
        TaskPlan<Counter, String> plan = new TaskPlan<>(List.of(new Engines.AddLater()), CLOCK);
        try (AggregateEngine<Counter, String> engine = new AggregateEngine<>(store, writer, plan)) {
            engine.start("counters", 1);
            sweeper(plan, engine).run();
        }
        assertThat(store.load(ids).values())
                .hasSize(1_700)
                .allSatisfy(stored -> assertThat(stored.task("add"))
                        .hasValueSatisfying(task -> assertThat(task.taken()).isTrue()));
    }

    @Test
    void takesTasksWhileEventsWaitForABrokerThatDoesNotAnswer() {
        insertMany(50, List.of(new Task("add", "add-later", 0, false, NOW.minusSeconds(1), Map.of())));
        publisher.silent = true;
        TaskPlan<Counter, String> plan = new TaskPlan<>(List.of(new Engines.AddLater()), CLOCK);
        try (AggregateEngine<Counter, String> engine = new AggregateEngine<>(store, writer, plan)) {
            engine.start("counters", 1);
            sweeper(plan, engine).begin();
            await().until(() -> store.load(List.of("c0"))
                    .get("c0")
                    .task("add")
                    .filter(Task::taken)
                    .isPresent());
            assertThat(publisher.sequences).isEmpty();
        }
    }

    /** Each has an event to send. */
    private List<String> insertMany(int count, List<Task> tasks) {
        List<Stored<Counter>> documents = IntStream.range(0, count)
                .mapToObj(number -> new Stored<>(
                        "c" + number,
                        1,
                        "w",
                        NOW.minusSeconds(60),
                        Counter.ZERO,
                        1,
                        document(1, 1).outbox(),
                        tasks))
                .toList();
        store.insert(documents);
        return documents.stream().map(Stored::id).toList();
    }

    private Sweeper<Counter, String> sweeper() {
        TaskPlan<Counter, String> plan = new TaskPlan<>(List.of(), CLOCK);
        return sweeper(plan, new AggregateEngine<>(store, writer, plan));
    }

    private Sweeper<Counter, String> sweeper(TaskPlan<Counter, String> plan, AggregateEngine<Counter, String> engine) {
        TaskRunner<Counter, String> runner =
                new TaskRunner<>(engine, plan, new Targets(), timer, Duration.ofSeconds(30));
        return new Sweeper<>("counters", store, writer, runner, CLOCK);
    }

    /** Written a minute ago. */
    private static Stored<Counter> document(long version, long lastSequence) {
        List<OutboxEntry> outbox = LongStream.rangeClosed(1, lastSequence)
                .mapToObj(sequence -> new OutboxEntry("e" + sequence, sequence, "counters", "c", Map.of(), new byte[0]))
                .toList();
        return new Stored<>(
                "c", version, "w" + version, NOW.minusSeconds(60), Counter.ZERO, lastSequence, outbox, List.of());
    }
}
