package io.coinslot.cardregistry.token;

import io.coinslot.cardregistry.claim.ClaimKey;
import java.time.Instant;

/**
 * Whose token it is, and the registration it came from.
 *
 * @param accountReference names the account among those of all providers
 * @param claim what keeps the card from being registered on the payment app instance twice
 * @param claimHolder under which the claim was made
 */
public record TokenOwner(
        String serviceId,
        String userId,
        String deviceId,
        String paymentAppInstanceId,
        String accountReference,
        String registrationId,
        String cardReferenceId,
        ClaimKey claim,
        String claimHolder,
        Instant createdAt) {}
