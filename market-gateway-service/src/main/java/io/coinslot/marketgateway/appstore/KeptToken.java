package io.coinslot.marketgateway.appstore;

import com.apple.itunes.storekit.client.BearerTokenAuthenticatorInterface;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Uses a token for a while instead of signing one a request. Those of Apple's library are good for five minutes. */
final class KeptToken implements BearerTokenAuthenticatorInterface {
    private static final Duration USED_FOR = Duration.ofMinutes(3);

    private final BearerTokenAuthenticatorInterface signing;
    private final Clock clock;
    private volatile @Nullable Signed kept;

    KeptToken(BearerTokenAuthenticatorInterface signing, Clock clock) {
        this.signing = signing;
        this.clock = clock;
    }

    private record Signed(String token, Instant signedAt) {}

    /** Two at once may sign two; either is good. */
    @Override
    public String generateToken() {
        Signed known = kept;
        Instant now = clock.instant();
        if (known == null
                || now.isBefore(known.signedAt())
                || !now.isBefore(known.signedAt().plus(USED_FOR))) {
            known = new Signed(signing.generateToken(), now);
            kept = known;
        }
        return known.token();
    }

    /** Forgets the token: Apple would not have it. */
    void forget() {
        kept = null;
    }
}
