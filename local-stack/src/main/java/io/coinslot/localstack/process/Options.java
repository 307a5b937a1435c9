package io.coinslot.localstack.process;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Command line options of the form {@code --name value}. */
public record Options(Map<String, String> values) {

    /** Reads the options; an argument that is no option is refused. */
    public static Options parse(String[] arguments) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (!arguments[i].startsWith("--") || i + 1 == arguments.length) {
                throw new IllegalArgumentException("expected --name value, found " + arguments[i]);
            }
            values.put(arguments[i], arguments[i + 1]);
        }
        return new Options(Map.copyOf(values));
    }

    public int integer(String name, int otherwise) {
        return Integer.parseInt(values.getOrDefault(name, Integer.toString(otherwise)));
    }

    public Path path(String name, String otherwise) {
        return Path.of(values.getOrDefault(name, otherwise));
    }

    public String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }
}
