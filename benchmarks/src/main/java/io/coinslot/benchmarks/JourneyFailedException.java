package io.coinslot.benchmarks;

/** A step of a purchase did not get the answer it needs. */
final class JourneyFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JourneyFailedException(String message) {
        super(message, null, false, false);
    }
}
