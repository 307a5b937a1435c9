package io.coinslot.simulators.appstore;

import io.coinslot.simulators.protocol.Request;
import io.coinslot.simulators.token.SignedToken;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Tells who calls by the token that each request carries: ES256 under the developer's own key, of an hour at most. */
final class Callers {
    private static final String AUDIENCE = "appstoreconnect-v1";
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration SKEW = Duration.ofMinutes(1);
    private static final int MOST_KNOWN = 10_000;

    private final Developers developers;
    private final InstantSource clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    Callers(Developers developers, InstantSource clock) {
        this.developers = developers;
        this.clock = clock;
    }

    private record Known(Developer developer, Instant until) {}

    /** The developer who calls. */
    Developer identify(Request request) {
        String header = request.header().apply("authorization");
        if (header == null || !header.startsWith("Bearer ")) {
            throw AppStoreRefusal.unauthenticated();
        }
        String token = header.substring("Bearer ".length());
        Known caller = known.get(token);
        if (caller == null || !clock.instant().isBefore(caller.until())) {
            caller = verified(token);
            if (known.size() >= MOST_KNOWN) {
                known.clear();
            }
            known.put(token, caller);
        }
        return caller.developer();
    }

    private Known verified(String compact) {
        SignedToken token = parsed(compact);
        Developer developer = developers.byKey(token.header().path("kid").asString(""));
        if (developer == null || !developer.key().hasSigned(token)) {
            throw AppStoreRefusal.unauthenticated();
        }
        JsonNode claims = token.claims();
        Instant expires = Instant.ofEpochSecond(claims.path("exp").asLong(0));
        if (!claims.path("iss").asString("").equals(developer.issuerId())
                || !claims.path("aud").asString("").equals(AUDIENCE)
                || !claims.path("bid").asString("").equals(developer.bundleId())
                || !isTimely(claims, expires)) {
            throw AppStoreRefusal.unauthenticated();
        }
        return new Known(developer, expires);
    }

    private boolean isTimely(JsonNode claims, Instant expires) {
        Instant now = clock.instant();
        Instant issued = Instant.ofEpochSecond(claims.path("iat").asLong(now.getEpochSecond()));
        return now.isBefore(expires)
                && !issued.isAfter(now.plus(SKEW))
                && !expires.isAfter(issued.plus(LONGEST).plus(SKEW));
    }

    private static SignedToken parsed(String compact) {
        try {
            return SignedToken.parse(compact);
        } catch (IllegalArgumentException e) {
            throw AppStoreRefusal.unauthenticated();
        }
    }

    /** For the developer's own application and the environment that the API is of. */
    static boolean mayRead(Developer developer, @Nullable Purchase purchase) {
        return purchase != null
                && purchase.isTransaction()
                && purchase.sale().bundleId().equals(developer.bundleId())
                && purchase.sale().environment().equals(Sale.PRODUCTION);
    }
}
