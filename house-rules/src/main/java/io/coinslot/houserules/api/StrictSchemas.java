package io.coinslot.houserules.api;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Closes the objects of a description: where one is used as a whole and its properties are described, others are an
 * error, unless the description says {@code additionalProperties}. A schema that is only a part of another one (allOf and
 * its like) stays open, or it would refuse what the other parts describe.
 */
final class StrictSchemas {
    private static final List<String> PARTS = List.of("allOf", "oneOf", "anyOf");
    private static final List<String> MEMBERS = List.of("items", "additionalProperties", "contains", "propertyNames");

    private final JsonNode description;

    /** @param description whose schemas are changed in place */
    StrictSchemas(JsonNode description) {
        this.description = description;
    }

    void close() {
        closeUses(description);
        for (JsonNode named : description.at("/components/schemas")) {
            closeWithin(named);
        }
    }

    /** A schema of a body, a header or a parameter is under this name; those of models are not. */
    private void closeUses(JsonNode node) {
        for (var property : node.properties()) {
            if (property.getKey().equals("schema")) {
                closeWhole(property.getValue());
            } else if (!property.getKey().equals("schemas")) {
                closeUses(property.getValue());
            }
        }
        if (node.isArray()) {
            node.forEach(this::closeUses);
        }
    }

    private void closeWhole(JsonNode schema) {
        closeWithin(schema);
        if (schema instanceof ObjectNode object
                && !object.has("additionalProperties")
                && describesProperties(object, new HashSet<>())) {
            object.put("unevaluatedProperties", false);
        }
    }

    private void closeWithin(JsonNode schema) {
        if (!schema.isObject()) {
            return;
        }
        PARTS.forEach(part -> schema.path(part).forEach(this::closeWithin));
        MEMBERS.forEach(member -> closeWhole(schema.path(member)));
        schema.path("properties").forEach(this::closeWhole);
    }

    private boolean describesProperties(JsonNode schema, Set<String> seen) {
        if (schema.has("properties")) {
            return true;
        }
        String reference = schema.path("$ref").asString("");
        if (!reference.isEmpty() && seen.add(reference) && describesProperties(at(description, reference), seen)) {
            return true;
        }
        return PARTS.stream()
                .anyMatch(
                        part -> schema.path(part).valueStream().anyMatch(member -> describesProperties(member, seen)));
    }

    static JsonNode at(JsonNode description, String reference) {
        return description.at(reference.substring(1));
    }
}
