package io.coinslot.settlement.fee;

import io.coinslot.servicekit.aggregate.Aggregates;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.settlement.journal.Booking.Captured;
import io.coinslot.settlement.journal.FeeLookup;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The schedules of all services. Looked up for each capture, so what was read is kept for a second: a schedule that is
 * changed through another process counts here a second later.
 */
final class FeeSchedules implements FeeLookup {
    private static final Duration KEPT = Duration.ofSeconds(1);

    private final Aggregates<FeeSchedule, Void> aggregates;
    private final Clock clock;
    private final Map<String, Kept> read = new ConcurrentHashMap<>();

    FeeSchedules(Aggregates<FeeSchedule, Void> aggregates, Clock clock) {
        this.aggregates = aggregates;
        this.clock = clock;
    }

    @Override
    public Fee feeOf(String serviceId, String market, Captured captured) {
        MarketTerms terms = MarketTerms.of(market);
        long reckonedOn = captured.captured().getAmountMinorLong()
                - (terms.onTaxToo() ? 0 : captured.tax().getAmountMinorLong());
        return new Fee(ruleFor(serviceId, market, captured).feeOf(reckonedOn), terms.returned());
    }

    private FeeRule ruleFor(String serviceId, String market, Captured captured) {
        String currency = captured.captured().getCurrencyUnit().getCode();
        return current(serviceId, market)
                .inForce(captured.country(), currency, captured.capturedAt())
                .or(() -> BuiltInFees.of(market).inForce(captured.country(), currency, captured.capturedAt()))
                .orElseThrow(() -> new IllegalStateException("no fee is known for " + market + " at "
                        + captured.capturedAt() + "; set the service's fee schedule and redrive the event"));
    }

    private FeeSchedule current(String serviceId, String market) {
        String id = serviceId + "/" + market;
        Instant now = clock.instant();
        Kept kept = read.get(id);
        if (kept == null || now.isAfter(kept.readAt().plus(KEPT))) {
            kept = new Kept(find(serviceId, market), now);
            read.put(id, kept);
        }
        return kept.schedule();
    }

    /** The service's own schedule; without rules if it has none. */
    FeeSchedule find(String serviceId, String market) {
        Stored<FeeSchedule> stored = aggregates.find(serviceId + "/" + market);
        return stored == null ? FeeSchedule.NONE : stored.state();
    }

    /** Sets the service's own schedule. Captures that are booked already keep their fee. */
    FeeSchedule put(String serviceId, String market, FeeSchedule schedule) {
        String id = serviceId + "/" + market;
        aggregates.<Boolean>handleAndWait(
                id,
                known -> schedule.equals(known)
                        ? Decision.unchanged(false)
                        : Decision.accepted(schedule, List.of(), true));
        read.put(id, new Kept(schedule, clock.instant()));
        return schedule;
    }

    private record Kept(FeeSchedule schedule, Instant readAt) {}
}
