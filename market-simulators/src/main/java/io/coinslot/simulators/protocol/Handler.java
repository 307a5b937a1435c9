package io.coinslot.simulators.protocol;

/** Answers requests; whatever it throws becomes a plain 500. */
@FunctionalInterface
public interface Handler {
    /** Answers one request. */
    Response handle(Request request);
}
