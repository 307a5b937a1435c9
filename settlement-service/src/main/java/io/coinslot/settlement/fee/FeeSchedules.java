package io.coinslot.settlement.fee;

import io.coinslot.servicekit.aggregate.Aggregates;
import io.coinslot.servicekit.aggregate.Committed;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.settlement.journal.Booking.Captured;
import io.coinslot.settlement.journal.Booking.Source;
import io.coinslot.settlement.journal.FeeLookup;
import io.coinslot.settlement.journal.NoFeeKnown;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The schedules of all services. Looked up for each capture, so what was read is kept for a second: a schedule that is
 * changed through another process counts here a second later.
 */
public final class FeeSchedules implements FeeLookup {
    private static final Duration KEPT = Duration.ofSeconds(1);

    private final Aggregates<FeeSchedule, Void> aggregates;
    private final Turnovers turnovers;
    private final Clock clock;
    private final Map<String, Kept> read = new ConcurrentHashMap<>();

    public FeeSchedules(Aggregates<FeeSchedule, Void> aggregates, Turnovers turnovers, Clock clock) {
        this.aggregates = aggregates;
        this.turnovers = turnovers;
        this.clock = clock;
    }

    @Override
    public CompletionStage<Optional<Fee>> feeOf(Source source, String market, Captured captured) {
        MarketTerms terms = MarketTerms.of(market);
        long reckonedOn = reckonedOn(terms, captured);
        FeeSchedule own = current(source.serviceId(), market);
        FeeRule rule = ruleFor(own, market, captured);
        int year = captured.capturedAt().atOffset(ZoneOffset.UTC).getYear();
        long uncounted =
                own.turnoverBefore(captured.captured().getCurrencyUnit().getCode(), year);
        return counted(own, source, market, captured, year, reckonedOn)
                .thenApply(place -> place.map(
                        counted -> fee(rule.reckon(reckonedOn, year, Math.addExact(uncounted, counted)), terms)));
    }

    @Override
    public Optional<Fee> keptOfSecond(Source source, String market, Captured captured) {
        MarketTerms terms = MarketTerms.of(market);
        if (terms.returned()) {
            return Optional.empty();
        }
        FeeSchedule own = current(source.serviceId(), market);
        FeeRule rule = ruleFor(own, market, captured);
        int year = captured.capturedAt().atOffset(ZoneOffset.UTC).getYear();
        String currency = captured.captured().getCurrencyUnit().getCode();
        long counted = turnovers.total(new Turnover.Key(source.serviceId(), market, currency, year));
        long before = Math.addExact(own.turnoverBefore(currency, year), counted);
        return Optional.of(fee(rule.reckon(reckonedOn(terms, captured), year, before), terms));
    }

    private static long reckonedOn(MarketTerms terms, Captured captured) {
        return captured.captured().getAmountMinorLong()
                - (terms.onTaxToo() ? 0 : captured.tax().getAmountMinorLong());
    }

    private static Fee fee(FeeRule.Reckoned reckoned, MarketTerms terms) {
        return new Fee(reckoned.minorUnits(), terms.returned(), reckoned.reckoning());
    }

    /** Test purchases are never booked, so they are no turnover. */
    private CompletionStage<Optional<Long>> counted(
            FeeSchedule own, Source source, String market, Captured captured, int year, long reckonedOn) {
        String currency = captured.captured().getCurrencyUnit().getCode();
        if (captured.testPurchase() || !own.countsTurnover(currency, captured.capturedAt())) {
            return CompletableFuture.completedFuture(Optional.of(0L));
        }
        return turnovers.place(
                new Turnover.Key(source.serviceId(), market, currency, year), source.purchaseId(), reckonedOn);
    }

    private static FeeRule ruleFor(FeeSchedule own, String market, Captured captured) {
        String currency = captured.captured().getCurrencyUnit().getCode();
        return own.inForce(captured.country(), currency, captured.capturedAt())
                .or(() -> BuiltInFees.of(market).inForce(captured.country(), currency, captured.capturedAt()))
                .orElseThrow(() -> new NoFeeKnown("no fee is known for " + market + " at " + captured.capturedAt()
                        + "; set the service's fee schedule (PUT /v1/fee-schedules/" + market
                        + "), and it is booked within minutes"));
    }

    @Override
    public boolean mayLackFee(String market) {
        return BuiltInFees.of(market).rules().isEmpty();
    }

    private FeeSchedule current(String serviceId, String market) {
        String id = serviceId + "/" + market;
        Instant now = clock.instant();
        Kept kept = read.get(id);
        if (kept == null || now.isAfter(kept.readAt().plus(KEPT))) {
            Stored<FeeSchedule> stored = aggregates.find(id);
            kept = stored == null
                    ? new Kept(FeeSchedule.NONE, 0, now)
                    : new Kept(stored.state(), stored.version(), now);
            keep(id, kept);
        }
        return kept.schedule();
    }

    /** Unless it is known already what came after it. */
    private void keep(String id, Kept kept) {
        read.merge(id, kept, (known, fresh) -> known.version() > fresh.version() ? known : fresh);
    }

    /** The service's own schedule; without rules if it has none. */
    public FeeSchedule find(String serviceId, String market) {
        Stored<FeeSchedule> stored = aggregates.find(serviceId + "/" + market);
        return stored == null ? FeeSchedule.NONE : stored.state();
    }

    /** Sets the service's own schedule. Captures that are booked already keep their fee. */
    public FeeSchedule put(String serviceId, String market, FeeSchedule schedule) {
        String id = serviceId + "/" + market;
        Committed<Boolean> set = aggregates.handleAndWait(
                id,
                known -> schedule.equals(known)
                        ? Decision.unchanged(false)
                        : Decision.accepted(schedule, List.of(), true));
        keep(id, new Kept(schedule, set.version(), clock.instant()));
        return schedule;
    }

    private record Kept(FeeSchedule schedule, long version, Instant readAt) {}
}
