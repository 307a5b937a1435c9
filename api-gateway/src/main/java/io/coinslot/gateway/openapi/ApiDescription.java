package io.coinslot.gateway.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The OpenAPI description, written in parts, one for each piece of the API, and put together here. */
final class ApiDescription {
    private static final List<String> PARTS = List.of(
            "api",
            "tokens",
            "devices",
            "services",
            "products",
            "purchases",
            "game",
            "settlement",
            "cards",
            "partners",
            "webhooks",
            "operations",
            "notifications");
    private static final List<String> COMPONENT_KINDS =
            List.of("securitySchemes", "parameters", "headers", "responses", "schemas");

    private ApiDescription() {}

    static Map<String, Object> assemble() {
        Map<String, Object> whole = new LinkedHashMap<>();
        Map<String, Object> paths = new LinkedHashMap<>();
        Map<String, Object> components = new LinkedHashMap<>();
        COMPONENT_KINDS.forEach(kind -> components.put(kind, new LinkedHashMap<String, Object>()));
        for (String part : PARTS) {
            Map<String, Object> content = read(part);
            addAll(paths, content.remove("paths"), part);
            Map<String, Object> ofPart = map(content.remove("components"));
            COMPONENT_KINDS.forEach(kind -> addAll(map(components.get(kind)), ofPart.get(kind), part));
            // What begins with x- is only there for the part's own repetitions.
            content.keySet().removeIf(key -> key.startsWith("x-"));
            whole.putAll(content);
        }
        whole.put("paths", paths);
        whole.put("components", components);
        return whole;
    }

    private static Map<String, Object> read(String part) {
        String resource = "/openapi/" + part + ".yaml";
        try (InputStream stream = ApiDescription.class.getResourceAsStream(resource)) {
            Map<String, Object> content = new Yaml(new SafeConstructor(new LoaderOptions())).load(stream);
            return content;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void addAll(Map<String, Object> to, @Nullable Object from, String part) {
        if (from != null) {
            map(from).forEach((name, value) -> {
                if (to.put(name, value) != null) {
                    throw new IllegalStateException(part + " describes " + name + " a second time");
                }
            });
        }
    }

    @SuppressWarnings("unchecked") // Mappings with text keys are all these parts hold at these places.
    private static Map<String, Object> map(@Nullable Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }
}
