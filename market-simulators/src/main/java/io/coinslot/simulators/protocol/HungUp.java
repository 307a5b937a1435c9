package io.coinslot.simulators.protocol;

/** The connection of a request is broken, and no answer is sent. */
public final class HungUp extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What a handler throws in place of an answer. */
    public HungUp() {
        super("hung up without an answer", null, false, false);
    }
}
