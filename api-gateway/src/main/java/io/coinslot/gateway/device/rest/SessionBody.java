package io.coinslot.gateway.device.rest;

import io.coinslot.gateway.device.DeviceSession.BoundDevice;
import io.coinslot.servicekit.problem.InputRules;
import io.coinslot.servicekit.problem.Problem;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A device as it is sent; anything may be missing until it is checked. */
record SessionBody(
        @Nullable String userId,
        @Nullable String deviceId,
        @Nullable String jwkThumbprint) {
    private static final int SHA_256_BYTES = 32;
    private static final int SHA_256_CHARACTERS = 43;

    BoundDevice device(String serviceId) {
        return new BoundDevice(
                serviceId,
                InputRules.nameable(userId, "/userId"),
                id(deviceId, "/deviceId"),
                thumbprint(jwkThumbprint));
    }

    static String id(@Nullable String text, String pointer) {
        return InputRules.required(text, pointer, InputRules.LONGEST_ID);
    }

    private static String thumbprint(@Nullable String text) {
        if (text != null && text.length() == SHA_256_CHARACTERS && isOfSha256(text)) {
            return text;
        }
        throw Problem.invalid("/jwkThumbprint", "must be the SHA-256 thumbprint of a key (RFC 7638) in base64url")
                .asException();
    }

    /** Written back it must be the same, since a thumbprint is compared as text. */
    private static boolean isOfSha256(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            return bytes.length == SHA_256_BYTES
                    && Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(bytes)
                            .equals(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
