package io.coinslot.simulators.peer;

import io.coinslot.simulators.signing.Proof;
import tools.jackson.databind.node.ObjectNode;

/** What is wrong with the payment server's next answers. */
final class Tampering {
    private Kind kind = Kind.NONE;
    private int left;

    enum Kind {
        /** Nothing. */
        NONE,
        /** The body is not the one that was signed. */
        BODY,
        /** The answer is not signed. */
        UNSIGNED,
        /** The answer is signed with a key that nobody knows. */
        WRONG_KEY,
        /** The answer is signed for another request. */
        OTHER_REQUEST,
        /** The answer is signed, and not JSON. */
        MALFORMED,
        /** The credential was changed after it was sealed. */
        CREDENTIAL,
        /** The credential says that it is sealed to another key. */
        WRONG_FINGERPRINT,
        /** The credential is no longer valid. */
        EXPIRED_CREDENTIAL,
        /** The credential does not name the hash of its padding. */
        NO_OAEP_HASH,
        /** The credential's initialisation vector has sixteen bytes. */
        WRONG_IV,
        /** The credential is sealed for another task. */
        OTHER_TASK;

        boolean isOfCredential() {
            return ordinal() >= CREDENTIAL.ordinal();
        }
    }

    synchronized void set(Kind newKind, int limit) {
        kind = newKind;
        left = limit;
    }

    /** What is wrong with this answer; a kind that concerns credentials waits for one. */
    synchronized Kind next(boolean isCredential) {
        if (left == 0 || kind.isOfCredential() && !isCredential) {
            return Kind.NONE;
        }
        left--;
        return kind;
    }

    /** Damages a credential that was sealed well. */
    static void damage(ObjectNode payload, Kind kind) {
        switch (kind) {
            case CREDENTIAL -> payload.put("encryptedData", changed(payload, "encryptedData"));
            case WRONG_FINGERPRINT -> payload.put("publicKeyFingerprint", changed(payload, "publicKeyFingerprint"));
            case NO_OAEP_HASH -> payload.remove("oaepHashingAlgorithm");
            case WRONG_IV -> payload.put("iv", payload.path("iv").stringValue() + "00000000");
            default -> {
                // The rest is wrong before it is sealed, or after the answer is written.
            }
        }
    }

    static Proof proof(Kind kind) {
        return switch (kind) {
            case UNSIGNED -> Proof.NONE;
            case WRONG_KEY -> Proof.WRONG_KEY;
            default -> Proof.VALID;
        };
    }

    private static String changed(ObjectNode payload, String field) {
        String whole = payload.path(field).stringValue();
        return (whole.charAt(0) == '0' ? "1" : "0") + whole.substring(1);
    }
}
