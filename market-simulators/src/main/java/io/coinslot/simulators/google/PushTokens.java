package io.coinslot.simulators.google;

import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.token.RsaKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The OpenID tokens that Pub/Sub proves its pushes with. A good token is used for a while, as Google does, since each
 * signature costs a millisecond.
 */
final class PushTokens {
    static final String ISSUER = "https://accounts.google.com";
    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final Duration USED_FOR = Duration.ofMinutes(30);

    private final ServiceAccounts accounts;
    private final InstantSource clock;
    private final Map<String, Issued> issued = new ConcurrentHashMap<>();

    PushTokens(ServiceAccounts accounts, InstantSource clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    /** What a push proves, rightly or wrongly. */
    enum Proof {
        /** A good token. */
        VALID,
        /** No token at all. */
        NONE,
        /** Signed by a key that is not Google's. */
        WRONG_KEY,
        /** Meant for somebody else. */
        WRONG_AUDIENCE,
        /** Of another service account. */
        WRONG_EMAIL,
        /** Out of date. */
        EXPIRED
    }

    private record Issued(String token, Instant until) {}

    @Nullable
    String token(ServiceAccount account, Proof proof) {
        return switch (proof) {
            case VALID -> current(account);
            case NONE -> null;
            case WRONG_KEY -> RsaKey.generate("coinslot-simulated-oidc").sign(claims(account, clock.instant()));
            case WRONG_AUDIENCE ->
                accounts.signingKey().sign(claims(account, clock.instant()).put("aud", "https://elsewhere.example"));
            case WRONG_EMAIL ->
                accounts.signingKey().sign(claims(account, clock.instant()).put("email", "mallory@elsewhere.example"));
            case EXPIRED ->
                accounts.signingKey().sign(claims(account, clock.instant().minus(LIFETIME.multipliedBy(2))));
        };
    }

    private String current(ServiceAccount account) {
        Instant now = clock.instant();
        Issued current = issued.get(account.serviceId());
        if (current == null || !now.isBefore(current.until())) {
            current = new Issued(accounts.signingKey().sign(claims(account, now)), now.plus(USED_FOR));
            issued.put(account.serviceId(), current);
        }
        return current.token();
    }

    private static ObjectNode claims(ServiceAccount account, Instant issuedAt) {
        return Json.object()
                .put("iss", ISSUER)
                .put("aud", account.pushAudience())
                .put("azp", account.clientId())
                .put("sub", account.clientId())
                .put("email", account.pushEmail())
                .put("email_verified", true)
                .put("iat", issuedAt.getEpochSecond())
                .put("exp", issuedAt.plus(LIFETIME).getEpochSecond());
    }
}
