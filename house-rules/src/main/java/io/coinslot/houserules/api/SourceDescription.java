package io.coinslot.houserules.api;

import io.coinslot.houserules.SourceTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads the description from the parts that the gateway puts together. */
public final class SourceDescription {
    private static final String PARTS = "api-gateway/src/main/resources/openapi";

    private SourceDescription() {}

    /** What is described in any of the parts. */
    public static Map<String, Object> read(SourceTree tree) {
        Map<String, Object> whole = new LinkedHashMap<>();
        try (Stream<Path> parts = Files.list(tree.root().resolve(PARTS))) {
            List<Path> sorted = parts.filter(part -> part.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
            for (Path part : sorted) {
                addAll(whole, new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(part)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        whole.keySet().removeIf(key -> key.startsWith("x-"));
        return whole;
    }

    private static void addAll(Map<String, Object> whole, Map<String, Object> part) {
        part.forEach((name, value) -> whole.merge(name, value, SourceDescription::joined));
    }

    /** Mappings of two parts are one; of anything else the first stands. */
    private static Object joined(Object first, Object second) {
        if (!(first instanceof Map<?, ?> one && second instanceof Map<?, ?> other)) {
            return first;
        }
        Map<Object, Object> both = new LinkedHashMap<>(one);
        other.forEach((key, value) -> both.merge(key, value, SourceDescription::joined));
        return both;
    }
}
