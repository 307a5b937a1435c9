package io.coinslot.benchmarks;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** All registrations of the run, and what went wrong. Topics may tell of one before its answer is read. */
final class CardJourneys {
    private static final int MOST_KEPT_FAILURES = 20;

    private final Map<String, CardJourney> byRegistrationId = new ConcurrentHashMap<>();
    private final AtomicLong errors = new AtomicLong();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    CardJourney of(String registrationId) {
        return byRegistrationId.computeIfAbsent(registrationId, id -> new CardJourney());
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

    List<String> failures() {
        return List.copyOf(failures);
    }

    Map<String, CardJourney> byRegistrationId() {
        return byRegistrationId;
    }

    Collection<CardJourney> all() {
        return byRegistrationId.values();
    }

    boolean allOver() {
        return all().stream().filter(CardJourney::isAccepted).allMatch(CardJourney::isOver);
    }
}
