package io.coinslot.cardregistry.offer;

import io.coinslot.cardregistry.registration.SealedCredential;
import java.io.IOException;

/** Seals what a financial company, and nobody else, is to read. */
public interface CredentialSeals {
    /**
     * Seals the reference of a token as a credential for one task of the company that made it.
     *
     * @throws IOException if the company's key cannot be had
     */
    SealedCredential seal(String issuerId, String tokenUniqueReference, String taskId) throws IOException;
}
