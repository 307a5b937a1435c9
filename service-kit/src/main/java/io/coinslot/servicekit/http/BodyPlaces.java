package io.coinslot.servicekit.http;

/**
 * How many of the places for requests in flight one request takes: bodies are what most of the memory goes to. Services
 * count so what they are answering, and the gateway what each caller has open, so that a share of places there is one
 * here.
 */
public final class BodyPlaces {
    private static final int BODY_BYTES_PER_PLACE = 65_536;

    private BodyPlaces() {}

    /**
     * One for each 64 KiB that was begun, and one for a request without a body.
     *
     * @param bodyBytes how long the body is, or how much of it there is so far
     */
    public static long of(long bodyBytes) {
        return Math.max(1, Math.ceilDiv(bodyBytes, BODY_BYTES_PER_PLACE));
    }
}
