package io.coinslot.settlement.journal;

import io.coinslot.servicekit.aggregate.Aggregates;
import io.coinslot.servicekit.aggregate.Committed;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.consume.Consumed;
import io.coinslot.servicekit.consume.EventSubscription;
import io.coinslot.settlement.journal.Booking.Captured;
import io.coinslot.settlement.journal.Booking.SecondCaptured;
import io.coinslot.settlement.journal.Booking.Source;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Books what happened to payments. Idempotent: an entry carries the id of its event, and a purchase's entries lie in
 * one document.
 */
public final class Journal {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private final Aggregates<PurchaseLedger, JournalEntry> ledgers;
    private final FeeLookup fees;
    private final WaitingCaptures waiting;
    private final Clock clock;
    /** Services and markets of which the log says already that a schedule is missing. */
    private final Set<String> lackSchedules = ConcurrentHashMap.newKeySet();

    public Journal(
            Aggregates<PurchaseLedger, JournalEntry> ledgers, FeeLookup fees, WaitingCaptures waiting, Clock clock) {
        this.ledgers = ledgers;
        this.fees = fees;
        this.waiting = waiting;
        this.clock = clock;
    }

    /** Books a capture, which opens the purchase's ledger. It waits as long as no fee is known for it. */
    public CompletionStage<Consumed> capture(Source source, String market, Captured captured) {
        CompletionStage<Optional<FeeLookup.Fee>> fee;
        try {
            fee = feeOf(source, market, captured);
        } catch (NoFeeKnown unknown) {
            // Its schedule may have been taken back since it was booked.
            return ledgers.find(source.purchaseId()) == null
                    ? EventSubscription.done(await(source, market, null, captured, unknown))
                    : waiting.remove(source.purchaseId()).thenApply(removed -> Consumed.DUPLICATE);
        }
        CompletionStage<Consumed> booked =
                fee.thenCompose(found -> found.map(known -> open(source, market, captured, known))
                        .orElseGet(() -> EventSubscription.done(Consumed.DUPLICATE)));
        return fees.mayLackFee(market) ? bookedAtLast(booked, source, market) : booked;
    }

    private CompletionStage<Consumed> bookedAtLast(CompletionStage<Consumed> booked, Source source, String market) {
        lackSchedules.remove(source.serviceId() + "/" + market);
        return booked.thenCompose(result -> waiting.remove(source.purchaseId()).thenApply(removed -> result));
    }

    private Consumed await(
            Source source, String market, @Nullable String transactionId, Captured captured, NoFeeKnown unknown) {
        if (lackSchedules.add(source.serviceId() + "/" + market)) {
            LOG.warn(
                    "Captures of {} are not booked, the first is that of {}: {}",
                    source.serviceId(),
                    source.purchaseId(),
                    unknown.getMessage());
        }
        waiting.add(new WaitingCapture(
                source.purchaseId(),
                transactionId,
                source.serviceId(),
                market,
                captured.captured(),
                captured.capturedAt(),
                now(),
                String.valueOf(unknown.getMessage())));
        return Consumed.WAITING;
    }

    /** Test purchases are never booked: they need no schedule, which markets without list prices have only by contract. */
    private CompletionStage<Optional<FeeLookup.Fee>> feeOf(Source source, String market, Captured captured) {
        return captured.testPurchase()
                ? CompletableFuture.completedFuture(Optional.of(FeeLookup.Fee.NONE))
                : fees.feeOf(source, market, captured);
    }

    private CompletionStage<Consumed> open(Source source, String market, Captured captured, FeeLookup.Fee fee) {
        Sale sale = new Sale(
                captured.captured().getCurrencyUnit().getCode(),
                captured.captured().getAmountMinorLong(),
                captured.tax().getAmountMinorLong(),
                fee.minorUnits(),
                fee.returned());
        PurchaseLedger opened = PurchaseLedger.opened(
                source.purchaseId(), source.serviceId(), captured.userId(), market, captured.testPurchase(), sale);
        return ledgers.<Consumed>create(
                        source.purchaseId(),
                        known -> known == null
                                ? opening(opened, source, fee.reckoning())
                                : Decision.unchanged(Consumed.DUPLICATE))
                .thenApply(Committed::result);
    }

    private Decision<PurchaseLedger, JournalEntry, Consumed> opening(
            PurchaseLedger opened, Source source, FeeReckoning reckoning) {
        if (opened.testPurchase()) {
            return Decision.accepted(opened, List.of(), Consumed.APPLIED);
        }
        JournalEntry entry = new JournalEntry(
                source.eventId(),
                EntryKind.CAPTURE,
                source.occurredAt(),
                now(),
                opened.postings().capture(),
                reckoning);
        return Decision.accepted(opened.booked(entry), List.of(entry), Consumed.APPLIED);
    }

    /**
     * Books a payment for a purchase that another transaction had paid, with what the market keeps of it though it goes
     * back. It waits as long as no fee is known for it.
     */
    public CompletionStage<Consumed> captureAgain(
            Source source, String market, String transactionId, Captured captured) {
        Optional<FeeLookup.Fee> kept;
        try {
            kept = captured.testPurchase() ? Optional.empty() : fees.keptOfSecond(source, market, captured);
        } catch (NoFeeKnown unknown) {
            return awaitSecond(source, market, transactionId, captured, unknown);
        }
        CompletionStage<Consumed> booked = book(
                source,
                new SecondCaptured(transactionId, captured.captured(), captured.testPurchase(), kept.orElse(null)));
        return fees.mayLackFee(market)
                ? booked.thenCompose(result -> result == Consumed.APPLIED || result == Consumed.DUPLICATE
                        ? waiting.remove(source.purchaseId(), transactionId).thenApply(removed -> result)
                        : EventSubscription.done(result))
                : booked;
    }

    private CompletionStage<Consumed> awaitSecond(
            Source source, String market, String transactionId, Captured captured, NoFeeKnown unknown) {
        PurchaseLedger ledger = find(source.purchaseId());
        if (ledger == null) {
            return waiting.has(source.purchaseId()).thenApply(waits -> waits ? Consumed.WAITING : Consumed.NOT_YET);
        }
        // As with a first capture, its schedule may have been taken back since it was booked.
        return ledger.knowsSecond(transactionId)
                ? waiting.remove(source.purchaseId(), transactionId).thenApply(removed -> Consumed.DUPLICATE)
                : EventSubscription.done(await(source, market, transactionId, captured, unknown));
    }

    /** Books what came after a capture; not yet, if the capture is not booked, and it waits as long as that does. */
    public CompletionStage<Consumed> book(Source source, Booking booking) {
        return attempt(source, booking)
                .thenCompose(result -> result == Consumed.NOT_YET
                        ? waiting.has(source.purchaseId())
                                .thenCompose(waits ->
                                        waits ? EventSubscription.done(Consumed.WAITING) : attempt(source, booking))
                        : EventSubscription.done(result));
    }

    /**
     * A capture that does not wait may have been booked a moment ago, between the decision and the look: then its ledger
     * is there, and only a second decision tells what is missing from what had waited for its fee.
     */
    private CompletionStage<Consumed> attempt(Source source, Booking booking) {
        return ledgers.<Consumed>handle(source.purchaseId(), known -> decide(known, source, booking))
                .thenApply(Committed::result);
    }

    private Decision<PurchaseLedger, JournalEntry, Consumed> decide(
            @Nullable PurchaseLedger known, Source source, Booking booking) {
        if (known == null) {
            return Decision.unchanged(Consumed.NOT_YET);
        }
        return switch (new Bookkeeper(known, source, now()).book(booking)) {
            case Booked.Now booked -> Decision.accepted(booked.ledger(), List.of(booked.entry()), Consumed.APPLIED);
            case Booked.Kept kept -> Decision.accepted(kept.ledger(), List.of(), Consumed.APPLIED);
            case Booked.Already already -> Decision.unchanged(Consumed.DUPLICATE);
            case Booked.NotYet notYet -> Decision.unchanged(Consumed.NOT_YET);
        };
    }

    /** The ledger of a purchase, or null. */
    public @Nullable PurchaseLedger find(String purchaseId) {
        Stored<PurchaseLedger> stored = ledgers.find(purchaseId);
        return stored == null ? null : stored.state();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
