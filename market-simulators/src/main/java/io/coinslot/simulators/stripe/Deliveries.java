package io.coinslot.simulators.stripe;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Which events an endpoint was to be told of and has not taken. What no endpoint is subscribed to is not among them, nor
 * what was sent before the simulators started.
 */
final class Deliveries {
    private static final int MOST = 100_000;

    private final Set<String> failing = new LinkedHashSet<>();

    synchronized void begun(String eventId) {
        if (failing.size() >= MOST) {
            failing.remove(failing.iterator().next());
        }
        failing.add(eventId);
    }

    synchronized void taken(String eventId) {
        failing.remove(eventId);
    }

    synchronized boolean areFailing(String eventId) {
        return failing.contains(eventId);
    }
}
