package io.coinslot.examplegame.shop;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What lately happened behind the counter, for the page to show; the oldest is forgotten. */
public final class Activity {
    private static final int MOST_REMEMBERED = 500;

    private final Deque<Step> steps = new ArrayDeque<>();
    private final Clock clock;
    private long next = 1;

    /** Remembers from now on. */
    public Activity(Clock clock) {
        this.clock = clock;
    }

    /** Who did something. */
    public enum Actor {
        PLAYER,
        GAME,
        COINSLOT,
        MARKET
    }

    /** One step of a purchase, as seen from the game's server. */
    public record Step(
            long number, Instant at, String player, String purchaseId, Actor actor, String what, String how) {}

    /** Notes a step: what happened, and by which call. */
    public synchronized void note(String player, String purchaseId, Actor actor, String what, String how) {
        steps.addLast(new Step(next++, clock.instant(), player, purchaseId, actor, what, how));
        if (steps.size() > MOST_REMEMBERED) {
            steps.removeFirst();
        }
    }

    /** A player's steps after this number, oldest first. */
    public synchronized List<Step> after(String player, long number) {
        return steps.stream()
                .filter(step -> step.number() > number && step.player().equals(player))
                .toList();
    }
}
