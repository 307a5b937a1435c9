package io.coinslot.simulators.signing;

/** A message that is not let in, by the code of its reason. */
public final class SignatureRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Code code;

    SignatureRefusal(Code code, String detail) {
        super(detail, null, false, false);
        this.code = code;
    }

    /** Why a message is not let in. */
    public enum Code {
        /** It is not signed. */
        SIGNATURE_MISSING(401),
        /** The signature is not by this key over this message, or does not cover enough of it. */
        SIGNATURE_INVALID(401),
        /** It was signed too long ago, or in the future. */
        SIGNATURE_STALE(401),
        /** No sender has made this key known. */
        KEY_UNKNOWN(401),
        /** The body is not the one that was signed. */
        DIGEST_MISMATCH(401),
        /** It was signed for somebody else. */
        WRONG_RECEIVER(401),
        /** The request has been here before. */
        REQUEST_REPLAYED(409);

        private final int status;

        Code(int status) {
            this.status = status;
        }

        /** The HTTP status that says so. */
        public int status() {
            return status;
        }
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
