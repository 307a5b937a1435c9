package io.coinslot.billing.limit;

import java.time.Instant;

/** A user's answer to a question such as terms or guardian. */
public record Consent(String kind, boolean granted, Instant decidedAt) {}
