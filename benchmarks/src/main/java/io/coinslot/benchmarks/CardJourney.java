package io.coinslot.benchmarks;

import java.util.HashSet;
import java.util.Set;

/** One registration under way: when it was accepted and when its card was on the device, and what was told of it. */
final class CardJourney {
    private final Set<String> requests = new HashSet<>(2);
    private final Set<String> tokens = new HashSet<>(2);
    private String failure = "";
    private long intendedNanos;
    private long acceptedNanos;
    private long registeredNanos;

    synchronized void accepted(long intended, long now) {
        intendedNanos = intended;
        acceptedNanos = now;
    }

    /** The same event may be published twice; another one would be another registration. */
    synchronized void requested(String eventId) {
        requests.add(eventId);
    }

    synchronized void cardCompleted(String tokenUniqueReference) {
        tokens.add(tokenUniqueReference);
    }

    synchronized void registered(long now) {
        if (registeredNanos == 0) {
            registeredNanos = now;
        }
    }

    synchronized void ended(String how) {
        failure = how;
    }

    synchronized boolean isAccepted() {
        return acceptedNanos != 0;
    }

    synchronized boolean isRegistered() {
        return registeredNanos != 0;
    }

    synchronized boolean isOver() {
        return registeredNanos != 0 || !failure.isEmpty();
    }

    synchronized String failure() {
        return failure;
    }

    synchronized int requests() {
        return requests.size();
    }

    synchronized Set<String> tokens() {
        return Set.copyOf(tokens);
    }

    synchronized boolean beganSince(long nanos) {
        return isAccepted() && intendedNanos >= nanos;
    }

    synchronized long registeredAtNanos() {
        return registeredNanos;
    }

    /** From the intended start, whatever kept the generator from starting then. */
    synchronized long nanosToAccepted() {
        return acceptedNanos - intendedNanos;
    }

    synchronized long nanosToRegistered() {
        return registeredNanos - intendedNanos;
    }
}
