package io.coinslot.localstack.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** {@code logs [service...]}: the ends of some logs, or of each. */
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
        if (invocation.json()) {
            System.out.println(json());
        } else if (invocation.rest().isEmpty()) {
            for (Path log : logs()) {
                System.out.println("== " + layout.root().relativize(log));
                System.out.println(Logs.tail(log, LINES_OF_EACH));
            }
        } else {
            for (String name : invocation.rest()) {
                System.out.println(Logs.tail(log(name), LINES_OF_ONE));
            }
        }
        return 0;
    }

    String json() throws IOException {
        boolean areAll = invocation.rest().isEmpty();
        Map<String, List<String>> lines = new LinkedHashMap<>();
        for (String name : areAll ? names() : invocation.rest()) {
            lines.put(
                    name,
                    Logs.tail(log(name), areAll ? LINES_OF_EACH : LINES_OF_ONE)
                            .lines()
                            .toList());
        }
        return new JsonMapper().writeValueAsString(Map.of("logs", lines));
    }

    private Path log(String name) throws IOException {
        if (!logs().contains(layout.log(name))) {
            List<String> names = names();
            throw new UserError("there is no log of " + name + "; there are "
                    + (names.isEmpty() ? "none yet" : String.join(", ", names)));
        }
        return layout.log(name);
    }

    private List<String> names() throws IOException {
        return logs().stream()
                .map(log -> log.getFileName().toString().replace(".log", ""))
                .toList();
    }

    private List<Path> logs() throws IOException {
        try (Stream<Path> files = Files.list(layout.log("x").getParent())) {
            return files.sorted().toList();
        }
    }
}
