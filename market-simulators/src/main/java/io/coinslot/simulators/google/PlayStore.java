package io.coinslot.simulators.google;

import io.coinslot.simulators.money.Amount;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** What happens to purchases at Google Play. Every change is made under one lock, journalled, then told. */
final class PlayStore {
    /** A purchase that is neither acknowledged nor consumed by then is refunded by Google. */
    static final Duration ACKNOWLEDGE_WITHIN = Duration.ofDays(3);

    private final PlayMemory memory;
    private final PlayListener listener;
    private final Clock clock;
    private final Map<String, RefundEvent.Progress> next = new HashMap<>();
    private final PriorityQueue<Deadline> deadlines = new PriorityQueue<>(Comparator.comparingLong(Deadline::atMillis));

    PlayStore(PlayMemory memory, PlayListener listener, Clock clock) {
        this.memory = memory;
        this.listener = listener;
        this.clock = clock;
        for (int position = 0; position < memory.size(); position++) {
            awaitAcknowledgement(memory.at(position));
        }
    }

    private record Deadline(long atMillis, String token) {}

    /** A step that finishes a purchase, or refuses to by throwing. */
    interface Step {
        Standing take(Purchase purchase, long now);
    }

    synchronized Purchase sell(Sale sale, PurchaseState state) {
        Standing standing = state == PurchaseState.PENDING
                ? Standing.pending(sale.createdMillis())
                : Standing.purchased(sale.createdMillis());
        Purchase purchase = new Purchase(sale, standing);
        memory.put(purchase);
        if (state == PurchaseState.PURCHASED) {
            awaitAcknowledgement(purchase);
            listener.purchased(purchase);
        }
        return purchase;
    }

    synchronized @Nullable Purchase byToken(String token) {
        return memory.byToken(token);
    }

    synchronized @Nullable Purchase byOrder(String orderId) {
        return memory.byOrder(orderId);
    }

    /** Changes a purchase that is pending; null if it is not. */
    synchronized @Nullable Purchase complete(String token, boolean paid) {
        Purchase purchase = memory.byToken(token);
        if (purchase == null || purchase.standing().state() != PurchaseState.PENDING) {
            return null;
        }
        Standing before = purchase.standing();
        Purchase after = purchase.now(paid ? before.paid(clock.millis()) : before.cancelled(clock.millis()));
        memory.put(after);
        if (paid) {
            awaitAcknowledgement(after);
            listener.purchased(after);
        } else {
            listener.cancelled(after);
        }
        return after;
    }

    /** Takes a finishing step on a purchase. */
    synchronized void finish(String token, Step step) {
        Purchase purchase = memory.byToken(token);
        if (purchase == null) {
            throw PlayRefusal.unknownToken();
        }
        Standing after = step.take(purchase, clock.millis());
        if (!after.equals(purchase.standing())) {
            memory.put(purchase.now(after));
        }
    }

    /** Refunds an order as far as it can be; null if nothing of it can be. */
    synchronized @Nullable Purchase refund(String orderId, Refund refund) {
        Purchase purchase = memory.byOrder(orderId);
        if (purchase == null || !purchase.isRefundable()) {
            return null;
        }
        Amount amount = amount(purchase, refund);
        if (amount.minor() < 0 || (amount.minor() == 0 && purchase.refundable().minor() > 0)) {
            return null;
        }
        if (amount.minor() > purchase.refundable().minor()) {
            return null;
        }
        return apply(purchase, refund, amount);
    }

    /** The next refund of the order that the developer asks for gets so far. */
    synchronized void prepareNext(String orderId, RefundEvent.Progress progress) {
        next.put(orderId, progress);
    }

    /** What the developer asks for through the API; null if there is not that much to refund. */
    synchronized @Nullable Purchase refundAsked(String orderId, boolean revoke) {
        RefundEvent.Progress progress = next.getOrDefault(orderId, RefundEvent.Progress.PROCESSED);
        Purchase after = refund(
                orderId,
                new Refund(null, 0, revoke, VoidedPurchase.BY_DEVELOPER, VoidedPurchase.OTHER_REASON, progress));
        if (after != null) {
            next.remove(orderId);
        }
        return after;
    }

    /** The order's refunds are all processed, and shown; null if none was not. */
    synchronized @Nullable Purchase settle(String orderId) {
        Purchase purchase = memory.byOrder(orderId);
        if (purchase == null || purchase.standing().isSettled()) {
            return null;
        }
        Purchase after = purchase.now(purchase.standing().settled(clock.millis()));
        memory.put(after);
        return after;
    }

    synchronized List<VoidedPurchase> voids() {
        return new ArrayList<>(memory.voids());
    }

    synchronized void open(Purchase purchase, Chargeback chargeback) {
        memory.put(chargeback);
        listener.reviewRequested(purchase, chargeback);
    }

    synchronized void put(Chargeback chargeback) {
        memory.put(chargeback);
    }

    synchronized @Nullable Chargeback chargeback(String pendingRefundToken) {
        return memory.chargeback(pendingRefundToken);
    }

    /** In the order in which they were opened. */
    synchronized List<Chargeback> chargebacksOf(String orderId) {
        return memory.chargebacksOf(orderId);
    }

    synchronized List<Purchase> all() {
        List<Purchase> purchases = new ArrayList<>(memory.size());
        for (int position = 0; position < memory.size(); position++) {
            purchases.add(memory.at(position));
        }
        return purchases;
    }

    /** Refunds what was not acknowledged in time. */
    synchronized void expireUnacknowledged() {
        long now = clock.millis();
        for (Deadline next = deadlines.peek(); next != null && next.atMillis() <= now; next = deadlines.peek()) {
            deadlines.poll();
            Purchase purchase = memory.byToken(next.token());
            if (purchase != null && isUnacknowledged(purchase)) {
                refund(
                        purchase.sale().orderId(),
                        Refund.full(true, VoidedPurchase.BY_GOOGLE, VoidedPurchase.UNACKNOWLEDGED_REASON));
            }
        }
    }

    private Purchase apply(Purchase purchase, Refund refund, Amount amount) {
        long now = clock.millis();
        int quantity = refund.amount() == null ? Math.max(refund.quantity(), 0) : 0;
        boolean full = amount.equals(purchase.refundable());
        Standing refunded = purchase.standing()
                .refunded(new RefundEvent(amount, quantity, refund.reason(), now, refund.progress()));
        Purchase after = purchase.now(full && refund.revoke() ? refunded.cancelled(now) : refunded);
        memory.put(after);
        if (refund.revoke() && (full || quantity > 0)) {
            voidPurchase(after, refund, full ? 0 : quantity, now);
        }
        return after;
    }

    private void voidPurchase(Purchase purchase, Refund refund, int quantity, long now) {
        Sale sale = purchase.sale();
        VoidedPurchase voided = new VoidedPurchase(
                sale.packageName(),
                sale.purchaseToken(),
                sale.orderId(),
                purchase.standing().purchasedMillis(),
                now,
                refund.source(),
                refund.voidReason(),
                quantity);
        memory.put(voided);
        listener.voided(voided);
    }

    private static Amount amount(Purchase purchase, Refund refund) {
        if (refund.amount() != null) {
            return refund.amount();
        }
        boolean part = refund.quantity() > 0 && refund.quantity() < purchase.refundableQuantity();
        return part ? purchase.sale().price().times(refund.quantity()) : purchase.refundable();
    }

    private void awaitAcknowledgement(Purchase purchase) {
        if (isUnacknowledged(purchase)) {
            long deadline = purchase.standing().purchasedMillis() + ACKNOWLEDGE_WITHIN.toMillis();
            deadlines.add(new Deadline(deadline, purchase.sale().purchaseToken()));
        }
    }

    private static boolean isUnacknowledged(Purchase purchase) {
        Standing standing = purchase.standing();
        return standing.state() == PurchaseState.PURCHASED && !standing.acknowledged() && purchase.isRefundable();
    }
}
