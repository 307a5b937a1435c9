package io.coinslot.settlement.journal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The journal entries of one purchase, and what the next one depends on. One document, so that each event is booked
 * exactly once and on top of those before it.
 *
 * @param testPurchase kept so that later events find it, but never booked, other than second payments that are none
 * @param returned how much of what was captured has gone back or is set aside
 * @param pending the service's share that waits for the delivery
 * @param takenBack how much of it the service did not ask to be given back: owed by the user once it is delivered; null
 *     in documents of an older version
 * @param owedSince the earliest time at which a debt of the user was booked; null if none was
 * @param seconds further payments for the purchase; null in documents of an older version
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
        List<Dispute> disputes,
        List<JournalEntry> entries,
        @Nullable Long takenBack,
        @Nullable Instant owedSince,
        @Nullable List<SecondPayment> seconds) {
    public PurchaseLedger {
        refunds = List.copyOf(refunds);
        disputes = List.copyOf(disputes);
        entries = List.copyOf(entries);
        seconds = seconds == null ? null : List.copyOf(seconds);
    }

    /**
     * A refund.
     *
     * @param reference its id at the market
     * @param closed whether it was reversed
     * @param owed whether the user owes it, if the goods are delivered; null in documents of an older version
     */
    public record Movement(
            String reference,
            long minorUnits,
            boolean closed,
            @Nullable Boolean owed) {
        Movement whenClosed() {
            return new Movement(reference, minorUnits, true, owed);
        }

        boolean isOwed() {
            return Boolean.TRUE.equals(owed);
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
                List.of(),
                0L,
                null,
                List.of());
    }

    boolean hasEntry(String entryId) {
        return entries.stream().anyMatch(entry -> entry.entryId().equals(entryId));
    }

    Optional<Movement> refund(String reference) {
        return refunds.stream()
                .filter(refund -> refund.reference().equals(reference))
                .findFirst();
    }

    Optional<Dispute> dispute(String reference) {
        return disputes.stream()
                .filter(dispute -> dispute.reference().equals(reference))
                .findFirst();
    }

    /** Whether the capture of this second payment is on record. */
    boolean knowsSecond(String reference) {
        return knownSeconds().stream().anyMatch(second -> second.reference().equals(reference));
    }

    /** The second payment with this transaction, if its capture was told. */
    Optional<SecondPayment> second(String reference) {
        return knownSeconds().stream()
                .filter(second -> second.reference().equals(reference))
                .findFirst()
                .or(() -> unnamedSecond(reference));
    }

    /** An older version booked second payments without their names, unless the purchase was paid by a test. */
    private Optional<SecondPayment> unnamedSecond(String reference) {
        boolean passedOver = testPurchase && seconds == null;
        long booked = entries.stream()
                .filter(entry -> entry.kind() == EntryKind.SECOND_PAYMENT)
                .count();
        long named =
                knownSeconds().stream().filter(second -> !second.testPurchase()).count();
        return passedOver || booked > named
                ? Optional.of(SecondPayment.captured(reference, passedOver))
                : Optional.empty();
    }

    private List<SecondPayment> knownSeconds() {
        return seconds == null ? List.of() : seconds;
    }

    /** How much of a dispute that has ended came back. An older version wrote that into the entries alone. */
    long wonOf(Dispute dispute) {
        Long known = dispute.wonMinorUnits();
        if (known != null) {
            return known;
        }
        List<Long> wons = entries.stream()
                .filter(entry -> entry.kind() == EntryKind.CHARGEBACK_WON || entry.kind() == EntryKind.CHARGEBACK_LOST)
                .filter(entry -> -entry.credits(Accounts.inDispute(market)) == dispute.minorUnits())
                // What did not come back of what was set aside went to the market.
                .map(entry -> dispute.minorUnits() - entry.credits(Accounts.marketReceivable(market)))
                .distinct()
                .toList();
        if (wons.size() != 1) {
            throw new IllegalStateException("purchase " + purchaseId + " has " + wons.size()
                    + " ways in which a dispute like " + dispute.reference()
                    + " ended, and it is not on record which of them was its own");
        }
        return wons.getFirst();
    }

    /** The account that bears what goes back: the pending share until the delivery, the payable one after it. */
    String serviceAccount() {
        return delivered ? Accounts.SERVICE_PAYABLE : Accounts.SERVICE_PENDING;
    }

    Postings postings() {
        return new Postings(market, sale);
    }

    PurchaseLedger whenDelivered() {
        return draft().delivered(true).ledger();
    }

    PurchaseLedger withRefund(Movement refund) {
        return draft().refunds(replaced(refunds, other -> other.reference().equals(refund.reference()), refund))
                .ledger();
    }

    PurchaseLedger withDispute(Dispute dispute) {
        return draft().disputes(replaced(disputes, other -> other.reference().equals(dispute.reference()), dispute))
                .ledger();
    }

    PurchaseLedger withSecond(SecondPayment second) {
        return draft().seconds(
                        replaced(knownSeconds(), other -> other.reference().equals(second.reference()), second))
                .ledger();
    }

    /** @param ofUser how much of the change the user owes, or no longer owes, if the goods are delivered */
    PurchaseLedger withReturned(long nowReturned, long ofUser) {
        return draft().returned(nowReturned).takenBack(taken() + ofUser).ledger();
    }

    /** With one more entry; the pending share follows its lines. */
    PurchaseLedger booked(JournalEntry entry) {
        List<JournalEntry> more = new ArrayList<>(entries);
        more.add(entry);
        return draft().pending(pending + entry.credits(Accounts.SERVICE_PENDING))
                .entries(more)
                .owedSince(owedSinceWith(entry))
                .ledger();
    }

    /** The earliest time at which a debt changed: the clock of whoever booked the next entry may be behind. */
    private @Nullable Instant owedSinceWith(JournalEntry entry) {
        boolean changes = debtIn(List.of(entry)) != 0;
        return changes && (owedSince == null || entry.bookedAt().isBefore(owedSince)) ? entry.bookedAt() : owedSince;
    }

    private LedgerDraft draft() {
        return new LedgerDraft(this);
    }

    /** What the user owes by what is booked. */
    long debt() {
        return debtIn(entries);
    }

    /** What the user should owe: what was taken back of what is delivered, and never more than was paid. */
    long debtDue() {
        return delivered ? Math.clamp(taken(), 0, sale.captured()) : 0;
    }

    private long taken() {
        return takenBack == null ? 0 : takenBack;
    }

    private static long debtIn(List<JournalEntry> entries) {
        return -entries.stream()
                .mapToLong(entry -> entry.credits(Accounts.USER_DEBT))
                .sum();
    }

    private static <T> List<T> replaced(List<T> all, Predicate<T> same, T changed) {
        List<T> replaced = new ArrayList<>(all);
        replaced.removeIf(same);
        replaced.add(changed);
        return replaced;
    }
}
