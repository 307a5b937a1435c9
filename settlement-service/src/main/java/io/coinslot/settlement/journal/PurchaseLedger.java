package io.coinslot.settlement.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The journal entries of one purchase, and what the next one depends on. One document, so that each event is booked
 * exactly once and on top of those before it.
 *
 * @param testPurchase kept so that later events find it, but never booked
 * @param returned how much of what was captured has gone back or is set aside
 * @param pending the service's share that waits for the delivery
 */
public record PurchaseLedger(
        String purchaseId,
        String serviceId,
        String userId,
        String market,
        boolean testPurchase,
        Sale sale,
        long returned,
        long pending,
        boolean delivered,
        List<Movement> refunds,
        List<Movement> disputes,
        List<JournalEntry> entries) {
    public PurchaseLedger {
        refunds = List.copyOf(refunds);
        disputes = List.copyOf(disputes);
        entries = List.copyOf(entries);
    }

    /**
     * A refund or a dispute.
     *
     * @param reference its id at the market
     * @param closed a refund that was reversed, or a dispute that has ended
     */
    public record Movement(String reference, long minorUnits, boolean closed) {
        Movement whenClosed() {
            return new Movement(reference, minorUnits, true);
        }
    }

    static PurchaseLedger opened(
            String purchaseId, String serviceId, String userId, String market, boolean testPurchase, Sale sale) {
        return new PurchaseLedger(
                purchaseId,
                serviceId,
                userId,
                market,
                testPurchase,
                sale,
                0,
                0,
                false,
                List.of(),
                List.of(),
                List.of());
    }

    boolean hasEntry(String entryId) {
        return entries.stream().anyMatch(entry -> entry.entryId().equals(entryId));
    }

    Optional<Movement> refund(String reference) {
        return find(refunds, reference);
    }

    Optional<Movement> dispute(String reference) {
        return find(disputes, reference);
    }

    /** The account that bears what goes back: the pending share until the delivery, the payable one after it. */
    String serviceAccount() {
        return delivered ? Accounts.SERVICE_PAYABLE : Accounts.SERVICE_PENDING;
    }

    Postings postings() {
        return new Postings(market, sale);
    }

    PurchaseLedger whenDelivered() {
        return new PurchaseLedger(
                purchaseId,
                serviceId,
                userId,
                market,
                testPurchase,
                sale,
                returned,
                pending,
                true,
                refunds,
                disputes,
                entries);
    }

    PurchaseLedger withRefund(Movement refund) {
        return new PurchaseLedger(
                purchaseId,
                serviceId,
                userId,
                market,
                testPurchase,
                sale,
                returned,
                pending,
                delivered,
                replaced(refunds, refund),
                disputes,
                entries);
    }

    PurchaseLedger withDispute(Movement dispute) {
        return new PurchaseLedger(
                purchaseId,
                serviceId,
                userId,
                market,
                testPurchase,
                sale,
                returned,
                pending,
                delivered,
                refunds,
                replaced(disputes, dispute),
                entries);
    }

    PurchaseLedger withReturned(long nowReturned) {
        return new PurchaseLedger(
                purchaseId,
                serviceId,
                userId,
                market,
                testPurchase,
                sale,
                nowReturned,
                pending,
                delivered,
                refunds,
                disputes,
                entries);
    }

    /** With one more entry; the pending share follows its lines. */
    PurchaseLedger booked(JournalEntry entry) {
        List<JournalEntry> more = new ArrayList<>(entries);
        more.add(entry);
        long change = entry.lines().stream()
                .filter(line -> line.account().equals(Accounts.SERVICE_PENDING))
                .mapToLong(Line::signedMinorUnits)
                .sum();
        return new PurchaseLedger(
                purchaseId,
                serviceId,
                userId,
                market,
                testPurchase,
                sale,
                returned,
                pending + change,
                delivered,
                refunds,
                disputes,
                more);
    }

    private static Optional<Movement> find(List<Movement> movements, String reference) {
        return movements.stream()
                .filter(movement -> movement.reference().equals(reference))
                .findFirst();
    }

    private static List<Movement> replaced(List<Movement> movements, Movement changed) {
        List<Movement> replaced = new ArrayList<>(movements);
        replaced.removeIf(movement -> movement.reference().equals(changed.reference()));
        replaced.add(changed);
        return replaced;
    }
}
