package io.coinslot.localstack.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.coinslot.localstack.process.JavaCommand;
import io.coinslot.localstack.process.ProcessRecord;
import io.coinslot.localstack.process.ProcessTable;
import io.coinslot.localstack.process.Readiness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With processes that do nothing but live. */
class StarterTest {
    @TempDir
    private Path root;

    private Layout layout;
    private ProcessTable table;
    private Starter starter;

    @BeforeEach
    void layOut() throws IOException {
        layout = new Layout(root);
        layout.createDirectories();
        table = new ProcessTable(layout.run());
        starter = new Starter(layout, table, new AotCaches(layout, false));
    }

    @AfterEach
    void endAll() {
        // One that was begun a moment ago may show its command only after the first look.
        await().until(() -> {
            ours().forEach(ProcessHandle::destroyForcibly);
            return ours().isEmpty();
        });
    }

    @Test
    void startsNoneWhereOneRuns() throws IOException {
        starter.ensureReady(living(() -> true));
        ProcessRecord first = recorded();
        starter.ensureReady(living(() -> true));
        assertThat(recorded()).isEqualTo(first);
    }

    /** Nobody would find it again, to end it or to leave its data alone. */
    @Test
    void leavesNoProcessThatCouldNotBeWrittenDown() throws IOException {
        Files.createDirectory(layout.run().resolve("idle.tmp"));
        assertThatThrownBy(() -> starter.ensureReady(living(() -> true))).isInstanceOf(IOException.class);
        await().until(() -> ours().isEmpty());
    }

    @Test
    void startsAnotherWhereTheOneThatRanEndsBeforeItIsReady() throws IOException {
        starter.ensureReady(living(() -> true));
        ProcessRecord ending = recorded();
        AtomicBoolean asked = new AtomicBoolean();
        starter.ensureReady(living(() -> {
            if (!asked.getAndSet(true)) {
                ending.running().ifPresent(ProcessHandle::destroy);
            }
            return ending.running().isEmpty()
                    && table.find("idle")
                            .filter(known -> known.pid() != ending.pid())
                            .isPresent();
        }));
        assertThat(recorded().running()).isPresent();
        assertThat(recorded().pid()).isNotEqualTo(ending.pid());
    }

    /** It answers as long as it has not ended. */
    @Test
    void takesNoneForReadyThatIsBeingEnded() throws IOException {
        starter.ensureReady(living(() -> true));
        ProcessRecord ending = recorded();
        table.noteEnding("idle");
        ending.running().ifPresent(ProcessHandle::destroy);
        starter.ensureReady(living(() -> true));
        assertThat(recorded().pid()).isNotEqualTo(ending.pid());
        assertThat(recorded().running()).isPresent();
        assertThat(table.isEnding("idle")).isFalse();
    }

    private ProcessRecord recorded() {
        return table.find("idle").orElseThrow();
    }

    private List<ProcessHandle> ours() {
        String arguments = layout.run().resolve("idle.args").toString();
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line -> line.contains(arguments))
                        .isPresent())
                .toList();
    }

    private static ServiceDefinition living(Readiness readiness) {
        JavaCommand command = new JavaCommand(
                List.of("-Xmx16m", "-XX:+UseSerialGC"), Map.of(), List.of(classes()), Idle.class.getName(), List.of());
        return new ServiceDefinition("idle", List.of(1), () -> command, readiness, Set.of());
    }

    private static Path classes() {
        return Path.of(System.getProperty("user.dir"), "target", "test-classes");
    }

    /** Lives until it is ended, which takes it a moment. */
    public static final class Idle {
        private Idle() {}

        public static void main(String[] arguments) throws InterruptedException {
            Runtime.getRuntime().addShutdownHook(new Thread(Idle::linger));
            TimeUnit.DAYS.sleep(1);
        }

        private static void linger() {
            try {
                TimeUnit.MILLISECONDS.sleep(300);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
