package io.coinslot.marketgateway.market;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A call to a market that did not answer what was asked. What to do about it is told by its kind. */
public final class MarketFailure extends Exception {
    /** The service's link lacks something that the market cannot be called without. */
    public static final String LINK_INCOMPLETE = "LINK_INCOMPLETE";
    /** The link's credentials are sealed under a key that this process does not have. */
    public static final String CREDENTIALS_CLOSED = "CREDENTIALS_CLOSED";
    /** The market does not let our credentials in. */
    public static final String ACCESS_REFUSED = "MARKET_ACCESS_REFUSED";
    /** The market asks us to be slower. */
    public static final String RATE_LIMITED = "RATE_LIMITED";

    private static final long serialVersionUID = 1L;

    /** The four kinds of failure; there is no fifth. */
    public enum Kind {
        /** The market answered no, and will answer the same again. */
        DECLINED,
        /** It never left here: repeating is safe. */
        NOT_SENT,
        /** It was sent and nothing came back: it must be looked up, never blindly sent again. */
        UNKNOWN,
        /** The market asks to come back later. */
        RETRY_LATER
    }

    private final Kind kind;
    private final String code;
    private final @Nullable Duration retryAfter;

    public MarketFailure(
            Kind kind, String code, String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(message, cause, false, false);
        this.kind = kind;
        this.code = code;
        this.retryAfter = retryAfter;
    }

    public static MarketFailure declined(String code, String message) {
        return new MarketFailure(Kind.DECLINED, code, message, null, null);
    }

    /** The market's record is not as we know it, which says nothing about what was paid: an operator ends that. */
    public static MarketFailure unreadable(String code, String message) {
        return new MarketFailure(Kind.RETRY_LATER, code, message, null, null);
    }

    public Kind kind() {
        return kind;
    }

    /** A constant such as MARKET_ACCESS_REFUSED or NOT_FOUND. */
    public String code() {
        return code;
    }

    /** How long the market asked to wait, if it did. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /** Whether it says that the market is ill, rather than that it dislikes this one call. */
    public boolean isIllness() {
        return kind == Kind.NOT_SENT
                || kind == Kind.UNKNOWN
                || (kind == Kind.RETRY_LATER && !code.equals(RATE_LIMITED));
    }

    /** Whether it is our link or credentials that the market dislikes, and not what was asked. */
    public boolean isOurs() {
        return code.equals(LINK_INCOMPLETE) || code.equals(ACCESS_REFUSED);
    }

    @Override
    public String toString() {
        return kind + " " + code + ": " + getMessage();
    }
}
