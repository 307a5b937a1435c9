package io.coinslot.servicekit.security;

import io.coinslot.servicekit.idempotency.DerivedId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * A user's device that makes a request with a token of its own, bound to its key (RFC 9449).
 *
 * @param serviceId the service whose backend let it in
 * @param userId whose device it is; it sees what is this user's and nothing else
 * @param deviceId the backend's name for it
 * @param keyThumbprint of the public key whose private part is in the device: SHA-256 of RFC 7638, in base64url
 * @param sessionId the token's jti, or null if its issuer gives none
 */
public record Device(
        String serviceId,
        String userId,
        String deviceId,
        String keyThumbprint,
        @Nullable String sessionId) {
    /** Claims of a device's token. It is a device's if it has the latter. */
    public static final String USER_ID = "user_id";

    public static final String DEVICE_ID = "device_id";

    private static final String SERVICE_ID = "service_id";
    private static final String CONFIRMATION = "cnf";
    private static final String KEY_THUMBPRINT = "jkt";

    /** The device as a client with idempotency keys and limits of its own: the same for all of its tokens. */
    public String clientId() {
        return clientIdOf(serviceId, userId, deviceId);
    }

    public static String clientIdOf(String serviceId, String userId, String deviceId) {
        return DerivedId.of("dev-", serviceId, userId, deviceId);
    }

    /**
     * The device whose token it is, or null if it is none's.
     *
     * @throws BadJwtException if it is one's, but lacks the user, the service or the key: it must not pass for more
     */
    public static @Nullable Device of(Jwt token) {
        Map<String, Object> claims = token.getClaims();
        if (!claims.containsKey(DEVICE_ID)) {
            return null;
        }
        String thumbprint = keyThumbprint(token);
        if (thumbprint == null) {
            throw new BadJwtException("A device's token must be bound to its key");
        }
        return new Device(
                text(claims, SERVICE_ID), text(claims, USER_ID), text(claims, DEVICE_ID), thumbprint, token.getId());
    }

    /**
     * The thumbprint of the key that a token is bound to, or null if whoever has the token may use it.
     *
     * @throws BadJwtException if it is bound by something else, which nobody here can check
     */
    public static @Nullable String keyThumbprint(Jwt token) {
        Object confirmation = token.getClaims().get(CONFIRMATION);
        if (confirmation == null) {
            return null;
        }
        if (confirmation instanceof Map<?, ?> map
                && map.get(KEY_THUMBPRINT) instanceof String thumbprint
                && !thumbprint.isBlank()) {
            return thumbprint;
        }
        throw new BadJwtException("The token is bound by something other than the thumbprint of a key");
    }

    /** Refuses tokens that are a device's by halves. */
    public static OAuth2TokenValidator<Jwt> wholeOrNone() {
        return token -> {
            try {
                keyThumbprint(token);
                of(token);
                return OAuth2TokenValidatorResult.success();
            } catch (BadJwtException e) {
                return OAuth2TokenValidatorResult.failure(
                        new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN, e.getMessage(), null));
            }
        };
    }

    private static String text(Map<String, Object> claims, String name) {
        if (claims.get(name) instanceof String text && !text.isBlank()) {
            return text;
        }
        throw new BadJwtException("A device's token must have the claim " + name);
    }
}
