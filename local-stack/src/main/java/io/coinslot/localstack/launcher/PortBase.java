package io.coinslot.localstack.launcher;

import io.coinslot.localstack.process.ProcessTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Remembers which ports a stack was started on, so that it is only given once. */
final class PortBase {
    private PortBase() {}

    static Ports choose(Layout layout, ProcessTable table, Invocation invocation) {
        Ports before = remembered(layout);
        Integer asked = invocation.portBase();
        boolean running =
                table.all().stream().anyMatch(process -> process.running().isPresent());
        if (asked != null && running && asked != before.base()) {
            throw new UserError(
                    "the stack runs on --port-base " + before.base() + "; end it first with ./coinslot down");
        }
        return asked == null ? before : new Ports(asked);
    }

    static Ports remembered(Layout layout) {
        try {
            return Files.exists(file(layout))
                    ? new Ports(Integer.parseInt(Files.readString(file(layout)).strip()))
                    : new Ports(Ports.DEFAULT_BASE);
        } catch (NumberFormatException e) {
            throw new UserError(file(layout) + " holds no number; delete it and say --port-base again");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Layout layout, Ports ports) throws IOException {
        PrivateFiles.replace(file(layout), ports.base() + "\n");
    }

    private static Path file(Layout layout) {
        return layout.run().resolve("port-base");
    }
}
