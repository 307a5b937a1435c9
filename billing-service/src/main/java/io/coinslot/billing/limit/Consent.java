package io.coinslot.billing.limit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user's answer to a question such as terms or guardian.
 *
 * @param reference what the service knows the answer by, such as the version of the terms
 */
public record Consent(
        String kind, boolean granted, Instant at, @Nullable String reference) {}
