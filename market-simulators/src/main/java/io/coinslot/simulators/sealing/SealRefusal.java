package io.coinslot.simulators.sealing;

/** A sealed payload that is not taken; neither the code nor the text holds anything of what is inside. */
public final class SealRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Code code;

    SealRefusal(Code code, String detail) {
        super(detail, null, false, false);
        this.code = code;
    }

    /** Why a payload is not taken. */
    public enum Code {
        /** The hash of the padding is not named. */
        CRYPTO_OAEP_HASH_MISSING,
        /** The hash of the padding is none that is allowed. */
        CRYPTO_OAEP_HASH_UNSUPPORTED,
        /** There is no initialisation vector. */
        CRYPTO_IV_MISSING,
        /** The initialisation vector does not have twelve bytes. */
        CRYPTO_IV_LENGTH,
        /** The authentication tag is missing or does not have sixteen bytes. */
        CRYPTO_TAG_INVALID,
        /** It is sealed to another key. */
        CRYPTO_KEY_UNKNOWN,
        /** It cannot be opened. */
        CRYPTO_ERROR,
        /** It is no longer valid, or does not say how long it is. */
        PAYLOAD_EXPIRED
    }

    /** The reason. */
    public Code code() {
        return code;
    }

    /** The reason in words. */
    public String detail() {
        return String.valueOf(getMessage());
    }
}
