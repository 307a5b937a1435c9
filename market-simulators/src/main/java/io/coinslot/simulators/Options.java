package io.coinslot.simulators;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How the simulators are started.
 *
 * @param port where to listen on the loopback address, 0 for any free port
 * @param data the folder that keeps what the markets remember
 * @param gateway the address notifications go to, null to send none until told where
 */
public record Options(int port, Path data, @Nullable String gateway) {
    private static final int DEFAULT_PORT = 8090;

    /** Reads {@code --port N --data FOLDER --gateway URL}, each also as {@code --name=value}. */
    public static Options parse(String... arguments) {
        Map<String, String> given = new TreeMap<>();
        for (int index = 0; index < arguments.length; index++) {
            String argument = arguments[index];
            int equals = argument.indexOf('=');
            if (equals > 0) {
                given.put(argument.substring(0, equals), argument.substring(equals + 1));
            } else if (index + 1 < arguments.length) {
                given.put(argument, arguments[++index]);
            } else {
                throw new IllegalArgumentException(argument + " needs a value");
            }
        }
        return of(given);
    }

    private static Options of(Map<String, String> given) {
        String port = given.remove("--port");
        String serverPort = given.remove("--server.port");
        String data = given.remove("--data");
        String gateway = given.remove("--gateway");
        if (!given.isEmpty()) {
            throw new IllegalArgumentException("unknown options: " + given.keySet());
        }
        String chosen = port != null ? port : serverPort != null ? serverPort : System.getProperty("server.port", "");
        return new Options(
                chosen.isEmpty() ? DEFAULT_PORT : Integer.parseInt(chosen),
                Path.of(data == null ? ".coinslot/simulators" : data),
                gateway);
    }
}
