package io.coinslot.marketgateway.onestore;

import io.coinslot.marketgateway.market.MarketFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** An application's access token, asked for by one caller at a time and shared by all. */
final class AccessToken {
    /** ONE store issues another one when less than this is left of the last one. */
    private static final Duration RENEWED_BEFORE = Duration.ofMinutes(10);

    private final ReentrantLock renewal = new ReentrantLock();
    private final Source source;
    private final Clock clock;
    private volatile State state = new State(null, null);

    AccessToken(Source source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    /** Where tokens come from. */
    interface Source {
        Issued issue() throws MarketFailure;
    }

    /** A token, good for a while from when it was asked for. */
    record Issued(String value, Duration lifetime) {}

    private record Held(String value, Instant renewAt, Instant until) {}

    /** What the last renewal brought; never changed, so that whoever waited for it sees that it has ended. */
    private record State(@Nullable Held held, @Nullable MarketFailure failure) {}

    /** A token that is good for a while, as far as we know. */
    String get() throws MarketFailure {
        State seen = state;
        Held held = seen.held();
        Instant now = clock.instant();
        if (held == null || !now.isBefore(held.until())) {
            return renewed(seen);
        }
        // Still good: whoever comes first renews it in time, and nobody has to wait for that.
        if (now.isBefore(held.renewAt()) || renewal.isLocked()) {
            return held.value();
        }
        try {
            return renewed(seen);
        } catch (MarketFailure notYet) {
            return held.value();
        }
    }

    /** Another token in place of one that the market refuses before its time. */
    String insteadOf(String refused) throws MarketFailure {
        State seen = state;
        Held held = seen.held();
        return held != null && !held.value().equals(refused) ? held.value() : renewed(seen);
    }

    /** Asks for a token, unless somebody else has done so since: then what that brought, good or bad, counts for all. */
    private String renewed(State seen) throws MarketFailure {
        renewal.lock();
        try {
            if (state == seen) {
                state = ask(seen);
            }
            return value(state);
        } finally {
            renewal.unlock();
        }
    }

    private State ask(State seen) {
        Instant asked = clock.instant();
        try {
            Issued issued = source.issue();
            Duration lifetime = issued.lifetime();
            Duration early =
                    lifetime.dividedBy(6).compareTo(RENEWED_BEFORE) < 0 ? lifetime.dividedBy(6) : RENEWED_BEFORE;
            Instant until = asked.plus(lifetime);
            return new State(new Held(issued.value(), until.minus(early), until), null);
        } catch (MarketFailure failure) {
            return new State(seen.held(), failure);
        }
    }

    private static String value(State state) throws MarketFailure {
        if (state.failure() != null) {
            throw state.failure();
        }
        if (state.held() == null) {
            throw new IllegalStateException("neither a token nor a failure");
        }
        return state.held().value();
    }
}
