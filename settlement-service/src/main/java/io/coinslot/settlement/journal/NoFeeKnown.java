package io.coinslot.settlement.journal;

/** No schedule tells what a market keeps of a payment, and none is guessed. Passes when the service sets one. */
public final class NoFeeKnown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NoFeeKnown(String message) {
        super(message, null, false, false);
    }
}
