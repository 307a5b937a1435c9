package io.coinslot.simulators.token;

import io.coinslot.simulators.protocol.Json;
import java.util.Base64;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A JSON web token taken apart, its signature not yet checked. */
public record SignedToken(String content, JsonNode header, JsonNode claims, byte[] signature) {

    /**
     * Takes a compact token apart.
     *
     * @throws IllegalArgumentException if it is not one
     */
    public static SignedToken parse(String compact) {
        String[] parts = compact.split("\\.", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("a token has three parts");
        }
        Base64.Decoder decoder = Base64.getUrlDecoder();
        try {
            return new SignedToken(
                    parts[0] + "." + parts[1],
                    Json.read(decoder.decode(parts[0])),
                    Json.read(decoder.decode(parts[1])),
                    decoder.decode(parts[2]));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("a token's parts are JSON", e);
        }
    }

    String algorithm() {
        return header.path("alg").asString("");
    }
}
