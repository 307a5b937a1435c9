package io.coinslot.servicekit.security;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/** Remembers verified tokens until they expire: a client sends the same one with each request. */
public final class CachingJwtDecoder implements JwtDecoder {
    private static final int MOST_REMEMBERED = 10_000;

    private final JwtDecoder decoder;
    private final Clock clock;
    private final Map<String, Jwt> verified = new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Jwt> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    public CachingJwtDecoder(JwtDecoder decoder, Clock clock) {
        this.decoder = decoder;
        this.clock = clock;
    }

    @Override
    public Jwt decode(String token) {
        synchronized (verified) {
            Jwt known = verified.get(token);
            if (known != null && isCurrent(known)) {
                return known;
            }
        }
        Jwt fresh = decoder.decode(token);
        synchronized (verified) {
            verified.put(token, fresh);
        }
        return fresh;
    }

    private boolean isCurrent(Jwt token) {
        Instant expiresAt = token.getExpiresAt();
        return expiresAt != null && clock.instant().isBefore(expiresAt);
    }
}
