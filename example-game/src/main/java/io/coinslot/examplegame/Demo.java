package io.coinslot.examplegame;

import io.coinslot.examplegame.connection.Connection;
import io.coinslot.examplegame.demo.Demonstration;
import java.nio.file.Path;
import java.util.List;

/** {@code Demo connection.json [--json]}: sells real items through every market and tells what happened. */
public final class Demo {
    private Demo() {}

    /** Ends with 0 only if everything came out as it must. */
    public static void main(String[] arguments) {
        List<String> given = List.of(arguments);
        List<String> files =
                given.stream().filter(word -> !word.startsWith("--")).toList();
        if (files.size() != 1 || given.size() > 2 || given.size() == 2 && !given.contains("--json")) {
            System.err.println("usage: Demo <connection.json> [--json]");
            System.exit(2);
        }
        System.exit(run(Path.of(files.getFirst()), given.contains("--json")));
    }

    private static int run(Path connection, boolean json) {
        try {
            return Demonstration.at(Connection.read(connection)).run(json) ? 0 : 1;
        } catch (Connection.NotThere e) {
            System.err.println(e.getMessage());
            return 1;
        }
    }
}
