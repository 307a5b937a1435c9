package io.coinslot.cardregistry.account;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Verifies account assertions: short-lived JWTs of an account provider, bound to an audience and a device's key. */
public interface AccountAssertions {
    /**
     * Verifies an assertion that was made for us.
     *
     * @param presenter who shows it to us: the party it must name in azp, or null where a device shows it itself
     * @param deviceKeyThumbprint the key it must be bound to (RFC 7638)
     * @throws IOException if the provider's keys cannot be had
     */
    VerifiedAccount verify(String assertion, @Nullable String presenter, String deviceKeyThumbprint)
            throws AssertionRefused, IOException;

    /** Which of the providers that we know an assertion says it is by, or blank. Nothing of it is verified. */
    default String provider(String assertion) {
        return "";
    }
}
