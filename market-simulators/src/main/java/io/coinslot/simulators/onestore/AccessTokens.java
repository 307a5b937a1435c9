package io.coinslot.simulators.onestore;

import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.protocol.Request;
import io.coinslot.simulators.protocol.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code /v7/oauth/token} of both hosts. A token is good on the host that issued it; asked for again early, the same one
 * is given, and a new one once it has less than ten minutes left. The market forgets them all when it restarts.
 */
final class AccessTokens {
    private static final Duration LIFETIME = Duration.ofSeconds(3_600);
    private static final Duration RENEWED_BEFORE = Duration.ofSeconds(600);
    private static final Pattern BEARER = Pattern.compile("Bearer ([^\\s]+)");

    private final Map<String, Issued> byToken = new HashMap<>();
    private final Map<String, String> latest = new HashMap<>();
    private final Applications applications;
    private final Clock clock;

    AccessTokens(Applications applications, Clock clock) {
        this.applications = applications;
        this.clock = clock;
    }

    private record Issued(Environment environment, String clientId, long expiresMillis) {}

    synchronized Response issue(Request request, Environment environment) {
        String type = String.valueOf(request.header().apply("content-type"));
        if (!type.startsWith("application/x-www-form-urlencoded")) {
            throw OneStoreRefusal.invalidContentType();
        }
        Map<String, String> form = request.form();
        if (!"client_credentials".equals(form.get("grant_type"))) {
            throw OneStoreRefusal.invalidRequest("grant_type");
        }
        Application application = authentic(form);
        String token = token(environment, application.clientId());
        long left = issued(token).expiresMillis() - clock.millis();
        return Response.json(
                200,
                Json.object()
                        .put("client_id", application.clientId())
                        .put("access_token", token)
                        .put("token_type", "bearer")
                        .put("expires_in", Duration.ofMillis(left).toSeconds())
                        .put("scope", "DEFAULT"));
    }

    /** The client that a request to this host is made by. */
    synchronized String authenticate(Request request, Environment environment) {
        Matcher header = BEARER.matcher(String.valueOf(request.header().apply("authorization")));
        if (!header.matches()) {
            throw OneStoreRefusal.invalidHeader();
        }
        Issued issued = byToken.get(header.group(1));
        if (issued == null || issued.environment() != environment) {
            throw OneStoreRefusal.unknownAccessToken();
        }
        if (issued.expiresMillis() <= clock.millis()) {
            throw OneStoreRefusal.accessTokenExpired();
        }
        return issued.clientId();
    }

    private Application authentic(Map<String, String> form) {
        Application application = applications.byClient(form.getOrDefault("client_id", ""));
        if (application == null || !isAccepted(application, form.getOrDefault("client_secret", ""))) {
            throw OneStoreRefusal.unauthorized();
        }
        return application;
    }

    private static boolean isAccepted(Application application, String given) {
        return application.acceptedSecrets().stream().anyMatch(secret -> isSame(secret, given));
    }

    /** No token of the client is good any more. */
    synchronized void forget(String clientId) {
        byToken.values().removeIf(issued -> issued.clientId().equals(clientId));
        latest.values().retainAll(byToken.keySet());
    }

    private static boolean isSame(String secret, String given) {
        return MessageDigest.isEqual(secret.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private String token(Environment environment, String clientId) {
        String holder = environment + "/" + clientId;
        @Nullable String known = latest.get(holder);
        if (known != null && issued(known).expiresMillis() - clock.millis() >= RENEWED_BEFORE.toMillis()) {
            return known;
        }
        String token = UUID.randomUUID().toString();
        byToken.put(token, new Issued(environment, clientId, clock.millis() + LIFETIME.toMillis()));
        latest.put(holder, token);
        return token;
    }

    private Issued issued(String token) {
        Issued issued = byToken.get(token);
        if (issued == null) {
            throw new IllegalStateException("a token that was not issued");
        }
        return issued;
    }
}
