package io.coinslot.billing.clientday;

import io.coinslot.billing.Nothing;
import io.coinslot.billing.OwnStore;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.aggregate.Task;
import io.coinslot.servicekit.aggregate.TaskDraft;
import io.coinslot.servicekit.task.TaskHandler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Looks after reservations that have stood for a while: releases those whose purchase never came to be. */
public final class DayCheck implements TaskHandler<ClientDay, Void> {
    /** Longer than any request is answered. */
    static final Duration INTERVAL = Duration.ofMinutes(10);

    private static final String KIND = "check-day";

    private final Function<Collection<String>, Map<String, Stored<Purchase>>> purchases;
    private final Clock clock;

    /** @param purchases finds purchases as they are stored now */
    public DayCheck(Function<Collection<String>, Map<String, Stored<Purchase>>> purchases, Clock clock) {
        this.purchases = purchases;
        this.clock = clock;
    }

    static TaskDraft draft() {
        return TaskDraft.after(INTERVAL, KIND, KIND);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String target(ClientDay day, Task task) {
        return "own-purchases";
    }

    @Override
    public boolean countsAgainstTarget(Exception failure) {
        return OwnStore.isAway(failure);
    }

    @Override
    public Outcome<ClientDay, Void> run(String dayId, ClientDay seen, Task task) {
        Instant before = clock.instant().minus(INTERVAL);
        List<String> old = seen.postings().stream()
                .filter(posting -> isOld(posting, before))
                .map(posting -> posting.purchaseId().value())
                .toList();
        Map<String, Stored<Purchase>> found = old.isEmpty() ? Map.of() : purchases.apply(old);
        return new Done<>(day -> decide(dayId, day, before, new HashSet<>(old), found));
    }

    private static boolean isOld(Posting posting, Instant before) {
        return posting.isHeld() && posting.heldAt().isBefore(before);
    }

    private static Decision<ClientDay, Void, Void> decide(
            String dayId, ClientDay day, Instant before, Set<String> looked, Map<String, Stored<Purchase>> found) {
        ClientDay next = day;
        for (Stored<Purchase> stored : found.values()) {
            Purchase purchase = stored.state();
            if (dayId.equals(purchase.order().clientDay())) {
                next = ClientDays.settled(next, purchase);
            }
        }
        next = next.without(posting -> isOld(posting, before)
                && looked.contains(posting.purchaseId().value())
                && !countsHere(dayId, found.get(posting.purchaseId().value())));
        boolean goesOn = next.postings().stream().anyMatch(Posting::isHeld);
        var decision = Decision.<ClientDay, Void, Void>accepted(next.watched(goesOn), List.of(), Nothing.toTell());
        return goesOn ? decision.starting(draft()) : decision;
    }

    private static boolean countsHere(String dayId, @Nullable Stored<Purchase> stored) {
        return stored != null && dayId.equals(stored.state().order().clientDay());
    }

    @Override
    public int maxAttempts() {
        return Integer.MAX_VALUE;
    }

    @Override
    public Function<ClientDay, Decision<ClientDay, Void, Void>> abandoned(
            String dayId, Task task, @Nullable Exception lastFailure) {
        // It is never given up; a reservation that stays would err on the safe side.
        return day -> Nothing.changes();
    }
}
