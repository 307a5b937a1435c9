package io.coinslot.endtoend;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What openapi.json says can be asked for.
 *
 * @param scopes of which a client needs one
 * @param deviceScopes of which a user's device needs one
 * @param isOpen whether it needs no token
 */
record Operation(
        String name,
        String method,
        String path,
        List<String> scopes,
        List<String> deviceScopes,
        boolean takesJson,
        boolean isOpen) {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    static List<Operation> all(JsonNode description) {
        List<Operation> operations = new ArrayList<>();
        for (var path : description.get("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                if (METHODS.contains(operation.getKey())) {
                    operations.add(
                            of(operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), operation.getValue()));
                }
            }
        }
        return operations;
    }

    private static Operation of(String method, String path, JsonNode content) {
        return new Operation(
                method + " " + path,
                method,
                path,
                scopes(content, "clientCredentials"),
                scopes(content, "deviceToken"),
                content.at("/requestBody/content").has("application/json"),
                content.get("security").isEmpty());
    }

    private static List<String> scopes(JsonNode content, String scheme) {
        List<String> scopes = new ArrayList<>();
        content.get("security")
                .forEach(alternative -> alternative.path(scheme).forEach(scope -> scopes.add(scope.asString())));
        return scopes;
    }

    /** Whether it takes a token, of whomever. */
    boolean needsToken() {
        return !scopes.isEmpty() || !deviceScopes.isEmpty();
    }

    /** Whether its path names something. */
    boolean namesAnObject() {
        return path.contains("{");
    }

    /** The path with names for what it names, as far as they are known. */
    String target(Map<String, String> objects) {
        String target = path;
        for (Map.Entry<String, String> object : objects.entrySet()) {
            target = target.replace("{" + object.getKey() + "}", object.getValue());
        }
        return target;
    }
}
