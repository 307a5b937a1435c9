package io.coinslot.simulators.google;

import io.coinslot.simulators.memory.MarketClock;
import io.coinslot.simulators.memory.Secrets;
import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.protocol.Request;
import io.coinslot.simulators.protocol.Response;
import io.coinslot.simulators.token.SignedToken;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Google's OAuth token endpoint for service accounts. Access tokens carry their own proof, so they outlive a restart;
 * they expire by the markets' clock, so moving it forward expires them.
 */
final class TokenEndpoint {
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final String SCOPE = "https://www.googleapis.com/auth/androidpublisher";
    private static final String GOOGLES_AUDIENCE = "https://oauth2.googleapis.com/token";
    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final long SKEW_SECONDS = 300;
    private static final String PREFIX = "ya29.c.";

    private final ServiceAccounts accounts;
    private final Secrets secrets;
    private final MarketClock marketClock;
    private final InstantSource realClock;

    TokenEndpoint(ServiceAccounts accounts, Secrets secrets, MarketClock marketClock, InstantSource realClock) {
        this.accounts = accounts;
        this.secrets = secrets;
        this.marketClock = marketClock;
        this.realClock = realClock;
    }

    Response issue(Request request, String ownAddress) {
        Map<String, String> form = request.form();
        if (!GRANT.equals(form.get("grant_type"))) {
            return refusal("unsupported_grant_type", "Invalid grant_type: " + form.get("grant_type"));
        }
        try {
            return issue(SignedToken.parse(form.getOrDefault("assertion", "")), ownAddress);
        } catch (IllegalArgumentException e) {
            return refusal("invalid_grant", "Invalid JWT: Failed to parse.");
        }
    }

    /** The account that a request's access token belongs to, or null if it has no valid one. */
    @Nullable
    ServiceAccount authenticate(Request request) {
        String header = request.header().apply("authorization");
        if (header == null || !header.startsWith("Bearer " + PREFIX)) {
            return null;
        }
        String[] parts = header.substring("Bearer ".length() + PREFIX.length()).split("~", -1);
        if (parts.length != 3 || !isOurs(parts) || Long.parseLong(parts[1]) <= marketClock.millis()) {
            return null;
        }
        return accounts.byService(parts[0]);
    }

    private Response issue(SignedToken assertion, String ownAddress) {
        JsonNode claims = assertion.claims();
        ServiceAccount account = accounts.byEmail(claims.path("iss").asString(""));
        if (account == null) {
            return refusal("invalid_grant", "Invalid grant: account not found");
        }
        if (!account.key().hasSigned(assertion)) {
            return refusal("invalid_grant", "Invalid JWT Signature.");
        }
        String audience = claims.path("aud").asString("");
        if (!audience.equals(ownAddress) && !audience.equals(GOOGLES_AUDIENCE)) {
            return refusal("invalid_grant", "Invalid JWT: The target audience is not this endpoint.");
        }
        if (!isTimely(claims)) {
            return refusal(
                    "invalid_grant",
                    "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe.");
        }
        if (!claims.path("scope").asString("").contains(SCOPE)) {
            return refusal("invalid_scope", "Invalid OAuth scope or ID token audience provided.");
        }
        return Response.json(
                200,
                Json.object()
                        .put("access_token", token(account))
                        .put("expires_in", LIFETIME.toSeconds() - 1)
                        .put("token_type", "Bearer"));
    }

    private boolean isTimely(JsonNode claims) {
        long now = realClock.instant().getEpochSecond();
        long issued = claims.path("iat").asLong(0);
        long expires = claims.path("exp").asLong(0);
        return issued <= now + SKEW_SECONDS
                && expires > now - SKEW_SECONDS
                && expires - issued <= LIFETIME.toSeconds() + SKEW_SECONDS;
    }

    private String token(ServiceAccount account) {
        String content = account.serviceId() + "~" + (marketClock.millis() + LIFETIME.toMillis());
        return PREFIX + content + "~" + proof(content);
    }

    private boolean isOurs(String[] parts) {
        byte[] expected = proof(parts[0] + "~" + parts[1]).getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(expected, parts[2].getBytes(StandardCharsets.US_ASCII));
    }

    private String proof(String content) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secrets.derive("access-token\n" + content));
    }

    private static Response refusal(String error, String description) {
        return Response.json(400, Json.object().put("error", error).put("error_description", description));
    }
}
