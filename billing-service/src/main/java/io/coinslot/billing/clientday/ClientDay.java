package io.coinslot.billing.clientday;

import io.coinslot.billing.catalog.ServiceId;
import io.coinslot.billing.purchase.PurchaseId;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.idempotency.DerivedId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a client has posted in a currency on a day (UTC). A purchase counts for the day on which it was requested.
 *
 * @param settled minor units of paid purchases that are not kept one by one any more
 * @param sweeps how often purchases were forgotten: what was looked up before a sweep is not proven any more after it
 * @param watched whether a task looks after what is held
 */
public record ClientDay(Key key, long settled, long sweeps, boolean watched, List<Posting> postings) {
    static final int MOST_HELD = 5_000;
    private static final int CROWD = 128;
    private static final Duration FRESH = Duration.ofMinutes(1);

    public ClientDay {
        postings = List.copyOf(postings);
    }

    /** @param day ISO 8601 date in UTC */
    public record Key(ServiceId serviceId, String clientId, String currency, String day) {
        static Key at(ServiceId serviceId, String clientId, String currency, Instant time) {
            LocalDate day = time.atZone(ZoneOffset.UTC).toLocalDate();
            return new Key(serviceId, clientId, currency, day.toString());
        }

        String id() {
            return DerivedId.of("cld_", serviceId.value(), clientId, currency, day);
        }
    }

    /** What became of the wish to hold an amount. */
    sealed interface Holding {
        long sweeps();
    }

    record Held(long sweeps) implements Holding {}

    /** @param counted what counts already */
    record Exceeded(long counted, long sweeps) implements Holding {}

    /** So many purchases wait for payment that no more are taken, whatever their amounts. */
    record TooManyHeld(long sweeps) implements Holding {}

    /** The purchase may have come to be since it was looked for: look again. */
    record LookAgain(long sweeps) implements Holding {}

    /**
     * Reserves the amount of a purchase that was not there when it was looked for.
     *
     * @param sweepsSeen a number of sweeps seen before that look. As long as it stands, a purchase that was held here is
     *     either still known here or was there when it was looked for
     */
    static Decision<ClientDay, Void, Holding> hold(
            @Nullable ClientDay known, Key key, Posting wanted, long limit, long sweepsSeen) {
        ClientDay day = known == null ? new ClientDay(key, 0, 0, false, List.of()) : known;
        Posting before = day.find(wanted.purchaseId()).orElse(null);
        if (before == null ? day.sweeps != sweepsSeen : !before.isHeld()) {
            return Decision.unchanged(new LookAgain(day.sweeps));
        }
        if (before != null && before.minorUnits() >= wanted.minorUnits()) {
            return day.heldAnew(before, wanted.heldAt());
        }
        long others = day.counted() - (before == null ? 0 : before.minorUnits());
        if (Math.addExact(others, wanted.minorUnits()) > limit) {
            return Decision.unchanged(new Exceeded(others, day.sweeps));
        }
        if (before == null && day.postings.stream().filter(Posting::isHeld).count() >= MOST_HELD) {
            return Decision.unchanged(new TooManyHeld(day.sweeps));
        }
        return day.holding(wanted);
    }

    /** The request is repeated: its reservation must not be taken for one that nobody needs while it is answered. */
    private Decision<ClientDay, Void, Holding> heldAnew(Posting before, Instant now) {
        return before.heldAt().isBefore(now.minus(FRESH))
                ? holding(before.heldAgainAt(now))
                : Decision.unchanged(new Held(sweeps));
    }

    private Decision<ClientDay, Void, Holding> holding(Posting posting) {
        ClientDay next = with(posting).watched(true).tidied(CROWD);
        var decision = Decision.<ClientDay, Void, Holding>accepted(next, List.of(), new Held(next.sweeps));
        return watched ? decision : decision.starting(DayCheck.draft());
    }

    /**
     * A purchase that is held here has ended, or is paid. What is paid stays so, and late news of it are dropped. What had
     * ended may be paid all the same, and counts then, even beyond the limit; unless it is not kept any more.
     */
    ClientDay settled(PurchaseId purchaseId, long minorUnits, Posting.Status status) {
        return find(purchaseId)
                .filter(posting -> posting.mayBecome(status))
                .map(posting -> with(posting.of(minorUnits, status)))
                .orElse(this);
    }

    /** Forgets reservations of purchases that never came to be. */
    ClientDay without(Predicate<Posting> gone) {
        List<Posting> kept = new ArrayList<>(postings);
        return kept.removeIf(gone) ? new ClientDay(key, settled, sweeps + 1, watched, kept) : this;
    }

    ClientDay watched(boolean now) {
        return new ClientDay(key, settled, sweeps, now, postings);
    }

    /** Keeps what is final as a sum once it is so many purchases. */
    ClientDay tidied(int crowd) {
        long done = postings.stream().filter(posting -> !posting.isHeld()).count();
        if (done < crowd) {
            return this;
        }
        long paid = settled;
        for (Posting posting : postings) {
            paid = posting.status() == Posting.Status.PAID ? Math.addExact(paid, posting.minorUnits()) : paid;
        }
        List<Posting> held = postings.stream().filter(Posting::isHeld).toList();
        return new ClientDay(key, paid, sweeps + 1, watched, held);
    }

    /** What counts against the limit, in minor units. */
    long counted() {
        long sum = settled;
        for (Posting posting : postings) {
            sum = posting.counts() ? Math.addExact(sum, posting.minorUnits()) : sum;
        }
        return sum;
    }

    Optional<Posting> find(PurchaseId purchaseId) {
        return postings.stream()
                .filter(posting -> posting.purchaseId().equals(purchaseId))
                .findFirst();
    }

    private ClientDay with(Posting posting) {
        List<Posting> next = new ArrayList<>(postings);
        next.removeIf(other -> other.purchaseId().equals(posting.purchaseId()));
        next.add(posting);
        return new ClientDay(key, settled, sweeps, watched, next);
    }
}
