package io.coinslot.marketgateway.googleplay;

import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Google's data, in the envelope that Pub/Sub pushes or bare as the void sweep writes it. What cannot be read is null:
 * the documents' own example envelope carries data that is not JSON.
 */
record PubSubMessage(
        @Nullable String subscription,
        @Nullable String messageId,
        @Nullable JsonNode data) {
    private static final JsonMapper JSON = JsonMapper.shared();

    static PubSubMessage of(byte[] body) {
        JsonNode root = json(body);
        if (root == null || !root.isObject()) {
            return new PubSubMessage(null, null, null);
        }
        JsonNode message = root.path("message");
        if (message.isMissingNode()) {
            return new PubSubMessage(null, null, root);
        }
        return new PubSubMessage(
                text(root, "subscription"), text(message, "messageId"), decoded(text(message, "data")));
    }

    private static @Nullable JsonNode decoded(@Nullable String base64) {
        if (base64 == null) {
            return null;
        }
        try {
            return json(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable JsonNode json(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (JacksonException e) {
            return null;
        }
    }

    private static @Nullable String text(JsonNode object, String field) {
        JsonNode value = object.path(field);
        return value.isString() && !value.stringValue().isBlank() ? value.stringValue() : null;
    }
}
