package io.coinslot.servicekit.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/**
 * Remembers verified tokens, since a client sends the same one with each request. Each is verified anew every minute,
 * by one of those who bring it, so that a token whose key was withdrawn is not believed until it expires. While the keys
 * cannot be had, what is known goes on.
 */
public final class CachingJwtDecoder implements JwtDecoder {
    /** How long a token is believed without a look at its key. */
    public static final Duration BELIEVED = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(CachingJwtDecoder.class);
    private static final int MOST_REMEMBERED = 10_000;

    private final JwtDecoder decoder;
    private final Clock clock;
    private final Map<String, Known> verified = new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    public CachingJwtDecoder(JwtDecoder decoder, Clock clock) {
        this.decoder = decoder;
        this.clock = clock;
    }

    private record Known(Jwt token, Instant verifyAgainAt) {
        boolean isCurrent(Instant now) {
            Instant expiresAt = token.getExpiresAt();
            return expiresAt != null && now.isBefore(expiresAt);
        }
    }

    @Override
    public Jwt decode(String token) {
        Instant now = clock.instant();
        Jwt known = null;
        synchronized (verified) {
            Known entry = verified.get(token);
            if (entry != null && entry.isCurrent(now)) {
                if (now.isBefore(entry.verifyAgainAt())) {
                    return entry.token();
                }
                known = entry.token();
                // Whoever comes meanwhile is answered from memory: the keys may be long in coming.
                verified.put(token, new Known(known, now.plus(BELIEVED)));
            }
        }
        return verify(token, known, now);
    }

    private Jwt verify(String token, @Nullable Jwt known, Instant now) {
        try {
            Jwt fresh = decoder.decode(token);
            synchronized (verified) {
                verified.put(token, new Known(fresh, now.plus(BELIEVED)));
            }
            return fresh;
        } catch (BadJwtException e) {
            synchronized (verified) {
                verified.remove(token);
            }
            throw e;
        } catch (JwtException e) {
            if (known == null) {
                throw e;
            }
            LOG.warn("The issuer's keys cannot be read; a token that was verified before goes on", e);
            return known;
        }
    }
}
