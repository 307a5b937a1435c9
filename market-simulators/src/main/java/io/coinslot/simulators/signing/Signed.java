package io.coinslot.simulators.signing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The content that a signature covers, component by component. */
final class Signed {
    static final String DIGEST = "content-digest";
    static final String TYPE = "content-type";

    private Signed() {}

    /**
     * The text that is signed, or null if a component is covered that the message does not have.
     *
     * @param values the message's components by the names that the input gives them
     */
    static @Nullable String base(SignatureInput input, Map<String, String> values) {
        StringBuilder base = new StringBuilder();
        for (String component : input.components()) {
            String value = values.get(component);
            if (value == null) {
                return null;
            }
            base.append(component).append(": ").append(value).append('\n');
        }
        return base.append("\"@signature-params\": ").append(input.text()).toString();
    }

    /** A Content-Digest of the bytes. */
    static String digest(byte[] body) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
            return "sha-256=:" + Base64.getEncoder().encodeToString(hash) + ":";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether all these components are covered. */
    static boolean covers(SignatureInput input, List<String> wanted) {
        return input.components().containsAll(wanted);
    }

    static byte[] bytes(String base) {
        return base.getBytes(StandardCharsets.UTF_8);
    }
}
