package io.coinslot.billing.notice;

/** Writes the body of a notice. */
@FunctionalInterface
public interface StatementBodies {
    /** The exact text that is stored and sent at each attempt. */
    String body(Statement statement);
}
