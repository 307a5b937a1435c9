package io.coinslot.localstack.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.localstack.process.FreePort;
import io.coinslot.localstack.process.ProcessRecord;
import io.coinslot.localstack.process.ProcessTable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher with the store alone, which starts in a second, at a path with a space. */
class LauncherIT {
    @TempDir
    Path directory;

    private Path root;
    private int portBase;

    @BeforeEach
    void pretendTheModuleIsBuilt() throws IOException {
        root = directory.resolve("a clone");
        Path target = Files.createDirectories(root.resolve("local-stack/target"));
        Files.writeString(target.resolve("classpath"), System.getProperty("java.class.path"));
        Files.createDirectories(target.resolve("classes"));
        portBase = portBaseWithStoreAt(FreePort.find());
    }

    @AfterEach
    void end() throws Exception {
        run("down");
    }

    @Test
    void startsOnceAndComesBackAfterAKill() throws Exception {
        assertThat(up().exitCode()).isZero();
        ProcessRecord first = store();
        assertThat(up().exitCode()).isZero();
        assertThat(store().pid()).isEqualTo(first.pid());

        first.running().orElseThrow().destroyForcibly();
        first.running().ifPresent(handle -> handle.onExit().join());
        assertThat(up().exitCode()).isZero();
        assertThat(store().pid()).isNotEqualTo(first.pid());
        assertThat(Files.getPosixFilePermissions(root.resolve(".coinslot/connection.json")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));

        String otherBase = Integer.toString(portBase == 3000 ? 3001 : 3000);
        assertThat(run("down", "--purge", "--port-base", otherBase).output())
                .contains("runs on --port-base " + portBase);
        assertThat(first.running().or(() -> store().running())).isPresent();
        assertThat(run("down", "--purge", "--port-base", Integer.toString(portBase))
                        .exitCode())
                .isZero();
        assertThat(first.running()).isEmpty();
        assertThat(root.resolve(".coinslot/data")).doesNotExist();
    }

    @Test
    void aProcessHasAFolderForWhatIsTemporaryThatIsEmptyWhenItStarts() throws Exception {
        assertThat(up().exitCode()).isZero();
        Path temporary = root.resolve(".coinslot/tmp/store");
        assertThat(Files.getPosixFilePermissions(temporary)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(askForProperties()).contains("java.io.tmpdir=" + temporary);
        Files.writeString(Files.createDirectories(temporary.resolve("server")).resolve("left"), "by the one killed");
        ProcessHandle running = store().running().orElseThrow();
        running.destroyForcibly();
        running.onExit().join();

        assertThat(up().exitCode()).isZero();
        assertThat(temporary).isEmptyDirectory();

        assertThat(run("down", "--purge").exitCode()).isZero();
        assertThat(root.resolve(".coinslot/tmp")).doesNotExist();
    }

    /** What the running store itself says. */
    private List<String> askForProperties() throws Exception {
        Process asking = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(store().pid()),
                        "VM.system_properties")
                .redirectErrorStream(true)
                .start();
        String answer = new String(asking.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(asking.waitFor()).as(answer).isZero();
        return answer.lines().map(line -> line.replace("\\", "")).toList();
    }

    @Test
    void keepsWhatADyingVirtualMachineSaysAmongTheLogs() throws Exception {
        assertThat(up().exitCode()).isZero();
        ProcessHandle running = store().running().orElseThrow();
        new ProcessBuilder("kill", "-SEGV", Long.toString(running.pid()))
                .start()
                .waitFor();
        running.onExit().join();
        assertThat(root.resolve(".coinslot/logs/store-fatal.log"))
                .content()
                .contains("SIGSEGV")
                .contains("-Dcoinslot.process=store");
        try (Stream<Path> files = Files.list(root)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(".coinslot", "local-stack");
        }
    }

    @Test
    void namesThePortThatAnotherProgramHas() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            portBase = portBaseWithStoreAt(other.getLocalPort());
            Outcome outcome = up();
            assertThat(outcome.exitCode()).isEqualTo(1);
            assertThat(outcome.output())
                    .contains(other.getLocalPort() + " (store" + holdingItOurselves() + ")")
                    .contains("--port-base");
        }
    }

    private static String holdingItOurselves() {
        return Files.isReadable(Path.of("/proc/net/tcp"))
                ? ", held by process " + ProcessHandle.current().pid() + " "
                        + ProcessHandle.current().info().command().orElseThrow()
                : "";
    }

    private static int portBaseWithStoreAt(int port) {
        int anyBase = 2000;
        return port - (new Ports(anyBase).store() - anyBase);
    }

    private Outcome up() throws Exception {
        return run("up", "--only", "store", "--no-aot", "--port-base", Integer.toString(portBase));
    }

    private ProcessRecord store() {
        return new ProcessTable(root.resolve(".coinslot/run")).find("store").orElseThrow();
    }

    private Outcome run(String... arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dcoinslot.root=" + root,
                "-cp",
                System.getProperty("java.class.path"),
                Launcher.class.getName()));
        words.addAll(List.of(arguments));
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output);
    }

    private record Outcome(int exitCode, String output) {}
}
