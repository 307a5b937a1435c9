package io.coinslot.cardregistry.signature;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What of a message is signed: component identifiers as they stand in the signature base, with their values.
 *
 * @param components in the order in which we sign them
 */
public record Message(Map<String, String> components) {
    static final String METHOD = "\"@method\"";
    static final String PATH = "\"@path\"";
    static final String QUERY = "\"@query\"";
    static final String STATUS = "\"@status\"";
    static final String CONTENT_TYPE = "\"content-type\"";
    static final String CONTENT_DIGEST = "\"content-digest\"";
    static final String REQUEST_SIGNATURE = "\"signature\";req";

    public Message {
        components = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(components));
    }

    /**
     * @param path as the sender's address has it
     * @param query with its question mark, or null
     * @param contentType null if the message has none: what is not there cannot be signed (RFC 9421 §2.1)
     * @param contentDigest null without a body
     */
    public static Message request(
            String method,
            String path,
            @Nullable String query,
            @Nullable String contentType,
            @Nullable String contentDigest) {
        Map<String, String> components = new LinkedHashMap<>();
        components.put(METHOD, method);
        components.put(PATH, path);
        if (query != null) {
            components.put(QUERY, query);
        }
        return new Message(withBody(components, contentType, contentDigest));
    }

    /** @param requestSignature the whole Signature header of the request that is answered */
    public static Message answer(
            int status, @Nullable String contentType, @Nullable String contentDigest, String requestSignature) {
        Map<String, String> components = new LinkedHashMap<>();
        components.put(STATUS, Integer.toString(status));
        withBody(components, contentType, contentDigest);
        components.put(REQUEST_SIGNATURE, requestSignature);
        return new Message(components);
    }

    private static Map<String, String> withBody(
            Map<String, String> components, @Nullable String contentType, @Nullable String contentDigest) {
        if (contentDigest != null) {
            if (contentType != null) {
                components.put(CONTENT_TYPE, contentType);
            }
            components.put(CONTENT_DIGEST, contentDigest);
        }
        return components;
    }
}
