package io.coinslot.benchmarks;

import java.util.Collection;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All purchases of the run, and what went wrong. */
final class Journeys {
    private static final int MOST_KEPT_FAILURES = 20;

    private final Map<String, Journey> byPurchaseId = new ConcurrentHashMap<>();
    private final AtomicLong errors = new AtomicLong();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    void accepted(String purchaseId, Journey journey) {
        Journey before = byPurchaseId.put(purchaseId, journey);
        if (before != null) {
            failed("the purchase " + purchaseId + " was accepted twice");
        }
    }

    /** Does nothing for purchases that are not of this run. */
    void with(@Nullable String purchaseId, Consumer<Journey> action) {
        Journey journey = purchaseId == null ? null : byPurchaseId.get(purchaseId);
        if (journey != null) {
            action.accept(journey);
        }
    }

    void failed(String why) {
        errors.incrementAndGet();
        if (failures.size() < MOST_KEPT_FAILURES) {
            failures.add(why.length() > 400 ? why.substring(0, 400) : why);
        }
    }

    long errors() {
        return errors.get();
    }

    Collection<String> failures() {
        return failures;
    }

    Collection<Journey> all() {
        return byPurchaseId.values();
    }

    Map<String, Journey> byPurchaseId() {
        return byPurchaseId;
    }

    boolean allComplete() {
        return byPurchaseId.values().stream().allMatch(Journey::isComplete);
    }
}
