package io.coinslot.cardregistry.signature.rest;

import tools.jackson.databind.node.ObjectNode;

/**
 * A request whose signature was verified.
 *
 * @param sender the partner who signed it
 * @param requestId the signature's nonce
 * @param signature the whole header, which a signed answer names
 */
public record SignedRequest(String sender, String requestId, ObjectNode body, String signature) {
    /** Bodies hold assertions: they are not printed. */
    @Override
    public String toString() {
        return "SignedRequest[" + sender + ", " + requestId + "]";
    }
}
