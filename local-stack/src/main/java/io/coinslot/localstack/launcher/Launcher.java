package io.coinslot.localstack.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The entry point of {@code ./coinslot}. Exits with 0 only if what was asked for is done. */
public final class Launcher {
    private static final int FAILED = 1;

    private Launcher() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    private static int run(String[] arguments) {
        try {
            Invocation invocation = Invocation.parse(arguments);
            Layout layout = new Layout(Path.of(System.getProperty("coinslot.root", ""))
                    .toAbsolutePath()
                    .normalize());
            layout.createDirectories();
            return dispatch(invocation, layout);
        } catch (UserError e) {
            System.err.println(e.getMessage());
        } catch (IOException | UncheckedIOException e) {
            System.err.println("failed: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return FAILED;
    }

    private static int dispatch(Invocation invocation, Layout layout) throws IOException, InterruptedException {
        return switch (invocation.command()) {
            case "up" -> alone(layout, () -> new Up(layout, invocation).run());
            case "down" -> alone(layout, () -> new Down(layout, invocation).run());
            case "status" -> new Status(layout, invocation).run();
            case "topics" -> new TopicsCommand(invocation).run();
            case "keys" -> new KeysCommand(layout, invocation).run();
            case "logs" -> new ShowLogs(layout, invocation).run();
            case "demo" -> {
                invocation.takesNothingElse();
                alone(layout, () -> new Up(layout, invocation).runQuietly());
                yield new RunProgram(layout, invocation, "example-game", "io.coinslot.examplegame.Demo").run();
            }
            case "bench" -> {
                alone(layout, () -> new Up(layout, invocation).runQuietly());
                yield new RunProgram(layout, invocation, "benchmarks", "io.coinslot.benchmarks.Bench").run();
            }
            default -> throw new UserError(invocation.command() + " is a matter of the script ./coinslot");
        };
    }

    /** Only one launcher at a time starts or ends processes. */
    private static int alone(Layout layout, Command command) throws IOException, InterruptedException {
        try (FileChannel lock = FileChannel.open(
                layout.state().resolve("launcher.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (lock.tryLock() == null) {
                throw new UserError("another ./coinslot is starting or ending the stack right now");
            }
            return command.run();
        }
    }

    /** What a command does; it returns the exit code. */
    @FunctionalInterface
    interface Command {
        int run() throws IOException, InterruptedException;
    }
}
