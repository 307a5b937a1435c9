package io.coinslot.examplegame;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How the game is started.
 *
 * @param connection the file that says where Coinslot is
 * @param port where to listen on the loopback address
 * @param data the folder of the inventory's file
 */
record Options(Path connection, int port, Path data) {
    private static final int DEFAULT_PORT = 8091;

    /** Reads {@code --connection FILE --port N --data FOLDER}, or the system properties a launcher sets. */
    static Options parse(String... arguments) {
        Map<String, String> given = new TreeMap<>();
        for (int index = 0; index < arguments.length; index++) {
            int equals = arguments[index].indexOf('=');
            if (equals > 0) {
                given.put(arguments[index].substring(0, equals), arguments[index].substring(equals + 1));
            } else if (index + 1 < arguments.length) {
                given.put(arguments[index], arguments[++index]);
            } else {
                throw new IllegalArgumentException(arguments[index] + " needs a value");
            }
        }
        return of(given);
    }

    private static Options of(Map<String, String> given) {
        String connection = first(given.remove("--connection"), System.getProperty("coinslot.connection"));
        String port = first(given.remove("--port"), System.getProperty("server.port"));
        String data = given.remove("--data");
        if (!given.isEmpty()) {
            throw new IllegalArgumentException("unknown options: " + given.keySet());
        }
        Path file = Path.of(connection == null ? ".coinslot/connection.json" : connection)
                .toAbsolutePath();
        return new Options(
                file,
                port == null ? DEFAULT_PORT : Integer.parseInt(port),
                data == null ? file.resolveSibling("data").resolve("example-game") : Path.of(data));
    }

    private static @Nullable String first(@Nullable String one, @Nullable String other) {
        return one == null ? other : one;
    }
}
