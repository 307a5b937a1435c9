package io.coinslot.catalog.request;

import java.time.Instant;

/** Which request an Idempotency-Key stands for, once and for all. */
public record RequestClaim(String fingerprint, Instant claimedAt) {}
