package io.coinslot.cardregistry.registration;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The token that the financial company made.
 *
 * @param status the financial company's word for its state when it told
 * @param statusTimestamp since when; what it tells of an earlier time is older
 * @param productConfig the company's own, where it gave one
 */
public record IssuedToken(
        String tokenUniqueReference,
        @Nullable String panUniqueReference,
        @Nullable String paymentAccountReference,
        @Nullable String tokenPanSuffix,
        @Nullable String accountPanSuffix,
        @Nullable String tokenExpiry,
        String status,
        Instant statusTimestamp,
        @Nullable ProductConfig productConfig) {
    @Override
    public String toString() {
        return "IssuedToken[" + tokenUniqueReference + ", " + status + "]";
    }
}
