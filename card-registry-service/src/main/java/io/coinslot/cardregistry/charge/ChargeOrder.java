package io.coinslot.cardregistry.charge;

/**
 * A payment that is about to be made with a token.
 *
 * @param purchaseId what is paid for
 * @param recipientKey public key that the credential is sealed to: P-256, as a JWK in JSON
 */
public record ChargeOrder(
        String tokenUniqueReference, String serviceId, String userId, String purchaseId, String recipientKey) {}
