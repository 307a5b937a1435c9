package io.coinslot.simulators.issuer;

import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.protocol.Request;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads a request's fields, refusing by their names what is missing, too long or of another kind. */
record Fields(JsonNode body) {
    private static final int LONGEST = 256;

    static Fields of(Request request) {
        try {
            JsonNode body = Json.read(request.body());
            if (body.isObject()) {
                return new Fields(body);
            }
        } catch (JacksonException malformed) {
            // Told below; what the parser says might quote the body.
        }
        throw IssuerRefusal.invalid("body", "is not a JSON object.");
    }

    String required(String field, int most) {
        String value = optional(field, most);
        if (value == null) {
            throw IssuerRefusal.missing(field);
        }
        return value;
    }

    String required(String field) {
        return required(field, LONGEST);
    }

    @Nullable
    String optional(String field, int most) {
        JsonNode node = body.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        if (!node.isString() || node.stringValue().isEmpty()) {
            throw IssuerRefusal.invalid(field, "must be text.");
        }
        if (node.stringValue().length() > most) {
            throw IssuerRefusal.length(field, most);
        }
        return node.stringValue();
    }

    String optional(String field, String otherwise) {
        String value = optional(field, LONGEST);
        return value == null ? otherwise : value;
    }

    boolean has(String field) {
        return body.hasNonNull(field);
    }

    Fields object(String field) {
        if (!body.path(field).isObject()) {
            throw body.hasNonNull(field)
                    ? IssuerRefusal.invalid(field, "must be an object.")
                    : IssuerRefusal.missing(field);
        }
        return new Fields(body.path(field));
    }

    <E extends Enum<E>> E choice(String field, Class<E> type) {
        return choice(field, type, required(field));
    }

    private static <E extends Enum<E>> E choice(String field, Class<E> type, String text) {
        try {
            return Enum.valueOf(type, text);
        } catch (IllegalArgumentException e) {
            throw IssuerRefusal.invalid(field, "is none of the allowed values.");
        }
    }
}
