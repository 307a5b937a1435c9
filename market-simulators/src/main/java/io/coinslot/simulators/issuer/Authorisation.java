package io.coinslot.simulators.issuer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the company said to a payment with a token.
 *
 * @param tokenUniqueReference null if the payment came with no cryptogram of the company's
 * @param declineCode null if it was good
 */
record Authorisation(
        @Nullable String tokenUniqueReference,
        String accountPanSuffix,
        long amount,
        String currency,
        @Nullable String declineCode,
        Instant at) {}
