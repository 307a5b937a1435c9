package io.coinslot.houserules.api;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Holds values against schemas of one description. */
final class SchemaChecks {
    /** Which way a value goes: what is writeOnly is in no answer; what is readOnly may come back in a request. */
    enum Direction {
        REQUEST,
        ANSWER
    }

    private final SchemaRegistry registry = SchemaRegistry.withDialect(
            Dialects.getOpenApi31(),
            settings -> settings.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    private final JsonNode components;
    private final Map<JsonNode, Schema> prepared = new ConcurrentHashMap<>();

    SchemaChecks(JsonNode description) {
        this.components = description.path("components");
    }

    /** @return what is wrong with the value, in words; nothing if it is as it is described */
    List<String> errors(JsonNode schema, JsonNode value, Direction direction) {
        Schema checking = prepared.computeIfAbsent(schema, this::prepare);
        return checking
                .validate(
                        value,
                        context ->
                                context.executionConfig(settings -> settings.writeOnly(direction == Direction.ANSWER)))
                .stream()
                .map(error -> error.getInstanceLocation() + " " + error.getMessage())
                .toList();
    }

    /** References lead from the root of a document, so each schema is made the root of one that has the components. */
    private Schema prepare(JsonNode schema) {
        if (!(schema instanceof ObjectNode object)) {
            return registry.getSchema(schema);
        }
        ObjectNode root = object.objectNode();
        root.setAll(object);
        root.set("components", components);
        return registry.getSchema(root);
    }
}
