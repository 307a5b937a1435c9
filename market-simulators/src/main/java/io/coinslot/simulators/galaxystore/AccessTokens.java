package io.coinslot.simulators.galaxystore;

import io.coinslot.simulators.memory.Journal;
import io.coinslot.simulators.memory.Secrets;
import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.protocol.Request;
import io.coinslot.simulators.protocol.Response;
import io.coinslot.simulators.token.SignedToken;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Access tokens for service accounts. They never expire but can be revoked, and they carry their own proof, so they
 * outlive a restart.
 */
final class AccessTokens implements AutoCloseable {
    private static final Set<String> SCOPES = Set.of("publishing", "gss");
    private static final String PUBLISHING = "publishing";
    private static final long LONGEST_ASSERTION_SECONDS = Duration.ofMinutes(20).toSeconds();
    private static final long SKEW_SECONDS = 300;
    private static final String SEPARATOR = "~";

    private final Set<String> revoked = ConcurrentHashMap.newKeySet();
    private final Sellers sellers;
    private final Secrets secrets;
    private final InstantSource clock;
    private final Journal journal;

    AccessTokens(Path folder, Sellers sellers, Secrets secrets, InstantSource clock) {
        this.sellers = sellers;
        this.secrets = secrets;
        this.clock = clock;
        this.journal = Journal.open(
                folder.resolve("galaxy-store-tokens.journal"),
                Map.of("revoked", (value, at) -> revoked.add(value.stringValue())));
    }

    /** {@code POST auth/accessToken}: a token for the account that signed the bearer's JWT. */
    Response issue(Request request) {
        JsonNode claims = verified(bearer(request));
        Seller seller = seller(claims);
        String token = token(seller, claims.path("scopes"));
        ObjectNode body = Json.object().put("ok", true);
        body.putObject("createdItem")
                .put("accessToken", token)
                .put("userId", seller.sellerSeq())
                .put("clientId", seller.accountId())
                .put("createdAt", clock.instant().toEpochMilli())
                .put("type", "SERVICE")
                .set("scopes", claims.path("scopes"));
        return Response.json(200, body);
    }

    /** The seller that a request's token belongs to, if the token allows to see to what was sold. */
    Seller authenticate(Request request) {
        String token = bearer(request);
        String[] parts = token.split(SEPARATOR, -1);
        if (parts.length != 4 || !isOurs(parts) || revoked.contains(token)) {
            throw GalaxyRefusal.unauthenticated("Invalid accessToken");
        }
        Seller seller = sellers.byService(parts[0]);
        if (seller == null || !seller.accountId().equals(request.header().apply("service-account-id"))) {
            throw GalaxyRefusal.unauthenticated("Invalid service-account-id");
        }
        if (!parts[1].contains(PUBLISHING)) {
            throw GalaxyRefusal.noPermission();
        }
        return seller;
    }

    /** {@code DELETE auth/revokeAccessToken}. */
    synchronized Response revoke(Request request) {
        authenticate(request);
        String token = bearer(request);
        journal.append("revoked", token);
        revoked.add(token);
        return Response.json(200, Json.object().put("ok", true));
    }

    @Override
    public void close() {
        journal.close();
    }

    private Seller seller(JsonNode claims) {
        Seller seller = sellers.byAccount(claims.path("iss").asString(""));
        if (seller == null) {
            throw GalaxyRefusal.unauthenticated("Non-existing service account");
        }
        return seller;
    }

    private JsonNode verified(String assertion) {
        try {
            SignedToken token = SignedToken.parse(assertion);
            boolean isSigned = seller(token.claims()).ofAccount().hasSigned(token);
            if (isSigned && isTimely(token.claims()) && asksForKnownScopes(token.claims())) {
                return token.claims();
            }
        } catch (IllegalArgumentException noToken) {
            // Told below, together with tokens that do not pass.
        }
        throw GalaxyRefusal.unauthenticated("Invalid JWT");
    }

    private boolean isTimely(JsonNode claims) {
        long now = clock.instant().getEpochSecond();
        long issued = claims.path("iat").asLong(0);
        long expires = claims.path("exp").asLong(0);
        return issued <= now + SKEW_SECONDS
                && expires > now - SKEW_SECONDS
                && expires - issued <= LONGEST_ASSERTION_SECONDS;
    }

    private static boolean asksForKnownScopes(JsonNode claims) {
        return claims.path("scopes") instanceof ArrayNode scopes
                && !scopes.isEmpty()
                && scopes.valueStream().allMatch(scope -> SCOPES.contains(scope.asString("")));
    }

    private String token(Seller seller, JsonNode scopes) {
        String content = String.join(
                SEPARATOR,
                seller.serviceId(),
                String.join(",", scopes.valueStream().map(JsonNode::asString).toList()),
                UUID.randomUUID().toString());
        return content + SEPARATOR + proof(content);
    }

    private boolean isOurs(String[] parts) {
        String content = String.join(SEPARATOR, parts[0], parts[1], parts[2]);
        return MessageDigest.isEqual(
                proof(content).getBytes(StandardCharsets.UTF_8), parts[3].getBytes(StandardCharsets.UTF_8));
    }

    private String proof(String content) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secrets.derive("galaxy-token\n" + content));
    }

    private static String bearer(Request request) {
        @Nullable String header = request.header().apply("authorization");
        if (header == null || !header.startsWith("Bearer ")) {
            throw GalaxyRefusal.unauthenticated("Authorization is missing");
        }
        return header.substring("Bearer ".length());
    }
}
