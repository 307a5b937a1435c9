package io.coinslot.localstack.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** {@code logs [service]}: the end of one log, or of each. */
final class ShowLogs {
    private static final int LINES_OF_ONE = 200;
    private static final int LINES_OF_EACH = 8;

    private final Layout layout;
    private final Invocation invocation;

    ShowLogs(Layout layout, Invocation invocation) {
        this.layout = layout;
        this.invocation = invocation;
    }

    int run() throws IOException {
        if (invocation.rest().isEmpty()) {
            for (Path log : logs()) {
                System.out.println("== " + layout.root().relativize(log));
                System.out.println(Logs.tail(log, LINES_OF_EACH));
            }
            return 0;
        }
        for (String name : invocation.rest()) {
            if (!logs().contains(layout.log(name))) {
                throw new UserError("there is no log of " + name + "; there are " + names());
            }
            System.out.println(Logs.tail(layout.log(name), LINES_OF_ONE));
        }
        return 0;
    }

    private String names() throws IOException {
        List<String> names = logs().stream()
                .map(log -> log.getFileName().toString().replace(".log", ""))
                .toList();
        return names.isEmpty() ? "none yet" : String.join(", ", names);
    }

    private List<Path> logs() throws IOException {
        try (Stream<Path> files = Files.list(layout.log("x").getParent())) {
            return files.sorted().toList();
        }
    }
}
