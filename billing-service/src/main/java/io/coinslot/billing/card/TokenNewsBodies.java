package io.coinslot.billing.card;

/** Writes the body of a webhook about a token. */
@FunctionalInterface
public interface TokenNewsBodies {
    /** The exact text that is stored and sent at each attempt. */
    String body(TokenNews news);
}
