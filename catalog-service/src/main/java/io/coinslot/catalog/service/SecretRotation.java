package io.coinslot.catalog.service;

import java.time.Instant;

/**
 * A change of the webhook secret.
 *
 * @param claimId the request that asked for it
 * @param generation the generation that signs from then on
 * @param previousValidUntil until when the generation before signs too
 */
public record SecretRotation(String claimId, int generation, Instant previousValidUntil) {}
