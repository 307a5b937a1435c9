package io.coinslot.billing.purchase;

import io.coinslot.billing.Nothing;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.TaskDraft;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One change of a purchase while it is being decided: collects the next state, the events and the tasks, keeps the
 * history, and lets the status move only as the table allows. Has no effect outside itself.
 */
public final class PurchaseChange {
    private final Moment moment;
    private final List<PurchaseEvent> events = new ArrayList<>(2);
    private final List<HistoryEntry> history = new ArrayList<>(3);
    private final List<TaskDraft> started = new ArrayList<>(3);
    private final List<String> ended = new ArrayList<>(2);
    private Purchase purchase;

    private PurchaseChange(Purchase purchase, Moment moment) {
        this.purchase = purchase;
        this.moment = moment;
    }

    public static PurchaseChange to(Purchase purchase, Moment moment) {
        return new PurchaseChange(purchase, moment);
    }

    /** The purchase as it stands within this change; its history is added at the end. */
    public Purchase purchase() {
        return purchase;
    }

    public Moment moment() {
        return moment;
    }

    /** Publishes an event and notes it. */
    public PurchaseChange record(PurchaseEvent event) {
        events.add(event);
        return note(event.line());
    }

    /** Notes in the history alone. */
    public PurchaseChange note(String event) {
        history.add(new HistoryEntry(moment.at(), event, moment.source()));
        return this;
    }

    /** Moves to the next status. Throws if the table does not allow it: deciding should have asked before. */
    public PurchaseChange moveTo(PurchaseStatus next) {
        if (next == purchase.status()) {
            return this;
        }
        if (!purchase.status().permits(next)) {
            throw new IllegalStateException(purchase.id() + " cannot go from " + purchase.status() + " to " + next);
        }
        return replace(next, purchase.payment(), purchase.repayment(), purchase.delivery());
    }

    /** Moves a paid purchase to where its amounts and its delivery say it is; an unpaid one stays. */
    public PurchaseChange settle() {
        if (purchase.payment().capture() == null) {
            return this;
        }
        PurchaseStatus next = purchase.statusAfterPayment();
        // A market may be finished before the game has confirmed: the grant then completes the purchase in two moves.
        if (purchase.status() == PurchaseStatus.PAID && next == PurchaseStatus.COMPLETED) {
            moveTo(PurchaseStatus.DELIVERED);
        }
        return moveTo(next);
    }

    public PurchaseChange payment(UnaryOperator<Payment> change) {
        return replace(purchase.status(), change.apply(purchase.payment()), purchase.repayment(), purchase.delivery());
    }

    public PurchaseChange repayment(UnaryOperator<Repayment> change) {
        return replace(purchase.status(), purchase.payment(), change.apply(purchase.repayment()), purchase.delivery());
    }

    public PurchaseChange delivery(UnaryOperator<Delivery> change) {
        return replace(purchase.status(), purchase.payment(), purchase.repayment(), change.apply(purchase.delivery()));
    }

    public PurchaseChange webhook(Webhook webhook) {
        List<Webhook> webhooks = new ArrayList<>(purchase.webhooks());
        webhooks.removeIf(other -> other.number() == webhook.number());
        webhooks.add(webhook);
        return replace(webhooks, purchase.trail());
    }

    /** Forgets the oldest webhooks that are done with, so that no more than that many are kept if it can be. */
    public PurchaseChange keepingWebhooks(int most) {
        int surplus = Math.max(0, purchase.webhooks().size() - most);
        List<Webhook> webhooks = new ArrayList<>(purchase.webhooks());
        purchase.webhooks().stream()
                .filter(webhook -> webhook.status().isDone())
                .sorted(Comparator.comparingInt(Webhook::number))
                .limit(surplus)
                .forEach(webhooks::remove);
        return replace(webhooks, purchase.trail());
    }

    public PurchaseChange trail(UnaryOperator<Trail> change) {
        return replace(purchase.webhooks(), change.apply(purchase.trail()));
    }

    /**
     * No billing token up to and including this number can be used any more.
     *
     * @param use by whom and in which request, so that this one can be answered again; null if it cannot be told
     */
    public PurchaseChange billingTokenUsed(long number, @Nullable String use) {
        Purchase p = purchase;
        purchase = new Purchase(
                p.id(),
                p.status(),
                p.request(),
                p.order(),
                p.payment(),
                p.repayment(),
                p.delivery(),
                p.webhooks(),
                p.trail(),
                number,
                use);
        return this;
    }

    public PurchaseChange starting(TaskDraft task) {
        started.add(task);
        return this;
    }

    /** The task is not needed any more, if it waits at all. */
    public PurchaseChange ending(String taskId) {
        ended.add(taskId);
        return this;
    }

    /** Accepted, and nobody is told anything. */
    public Decision<Purchase, PurchaseEvent, Void> accepted() {
        return accepted(Nothing.toTell());
    }

    public <R> Decision<Purchase, PurchaseEvent, R> accepted(R result) {
        Purchase next = trail(trail -> trail.with(history)).purchase;
        return new Decision.Accepted<>(next, events, started, ended, result);
    }

    private PurchaseChange replace(PurchaseStatus status, Payment payment, Repayment repayment, Delivery delivery) {
        Purchase p = purchase;
        purchase = new Purchase(
                p.id(),
                status,
                p.request(),
                p.order(),
                payment,
                repayment,
                delivery,
                p.webhooks(),
                p.trail(),
                p.usedBillingTokens(),
                p.billingTokenUse());
        return this;
    }

    private PurchaseChange replace(List<Webhook> webhooks, Trail trail) {
        Purchase p = purchase;
        purchase = new Purchase(
                p.id(),
                p.status(),
                p.request(),
                p.order(),
                p.payment(),
                p.repayment(),
                p.delivery(),
                webhooks,
                trail,
                p.usedBillingTokens(),
                p.billingTokenUse());
        return this;
    }
}
