package io.coinslot.billing.delivery;

import io.coinslot.billing.purchase.Capture;
import io.coinslot.billing.purchase.DeliveryStatus;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseChange;
import io.coinslot.billing.purchase.PurchaseEvent.DeliveryConfirmed;
import io.coinslot.billing.purchase.PurchaseEvent.PurchaseCompleted;
import io.coinslot.billing.purchase.Tasks;
import io.coinslot.billing.purchase.Webhook;
import io.coinslot.billing.purchase.WebhookStatus;
import java.time.Duration;
import java.time.Instant;

/** The steps of a delivery, each a part of some change of the purchase. */
public final class DeliverySteps {
    private static final Duration SHORTEST_ALARM = Duration.ofMinutes(1);

    private final Notifier notifier;
    private final DeliveryTerms terms;

    public DeliverySteps(Notifier notifier, DeliveryTerms terms) {
        this.notifier = notifier;
        this.terms = terms;
    }

    /** The purchase is paid: the game is asked to grant it, unless it has. */
    public void begin(PurchaseChange change, Capture capture) {
        if (change.purchase().delivery().isGranted()) {
            change.delivery(
                    delivery -> delivery.dueBy(deadline(capture, change.moment().at())));
            conclude(change);
        } else {
            await(change, capture);
            ask(change);
        }
    }

    /** The goods are to be granted, and nobody has asked the game for it yet. */
    public void await(PurchaseChange change, Capture capture) {
        Instant now = change.moment().at();
        Instant deadline = deadline(capture, now);
        change.delivery(delivery -> delivery.dueBy(deadline))
                .settle()
                .starting(Tasks.reportOverdueAfter(untilAlarm(now, deadline)));
    }

    /** Asks the game to grant. Call it last: a game may pass over what an older version of the purchase asks for. */
    public void ask(PurchaseChange change) {
        notifier.announce(change, WebhookType.PURCHASE_PAID);
    }

    private Instant deadline(Capture capture, Instant now) {
        return capture.acknowledgeBy() == null ? now.plus(terms.within()) : capture.acknowledgeBy();
    }

    /** The game says that it granted the goods. Without effect if that is known; before payment it is remembered. */
    public void confirm(PurchaseChange change, Instant grantedAt) {
        Purchase purchase = change.purchase();
        if (purchase.delivery().isGranted()) {
            return;
        }
        change.delivery(
                delivery -> delivery.granted(grantedAt, change.moment().source().name()));
        if (purchase.payment().capture() == null) {
            change.note("GrantedBeforePayment");
        } else {
            conclude(change);
        }
    }

    /** The money is gone: nothing is to be delivered any more, and what was granted before payment is owed. */
    public void cancel(PurchaseChange change) {
        // A webhook that is under way is left alone, since the game may be granting: its answer must be heard.
        change.delivery(delivery -> delivery.withStatus(DeliveryStatus.CANCELLED))
                .ending(Tasks.REPORT_OVERDUE);
        if (change.purchase().delivery().isGranted()) {
            conclude(change);
        }
    }

    private void conclude(PurchaseChange change) {
        Purchase purchase = change.purchase();
        Instant grantedAt = purchase.delivery().confirmedAt();
        String by = purchase.delivery().confirmedBy();
        if (grantedAt == null || by == null) {
            throw new IllegalStateException(purchase.id() + " is not granted");
        }
        change.delivery(delivery ->
                        delivery.withStatus(DeliveryStatus.CONFIRMED).owing(purchase.hasMoneyGoneBack()))
                .record(new DeliveryConfirmed(grantedAt, by))
                .ending(Tasks.REPORT_OVERDUE)
                .settle();
        if (purchase.payment().finishedBy() != null) {
            change.record(new PurchaseCompleted());
        }
        purchase.webhooks().stream()
                .filter(webhook -> canConfirm(webhook) && webhook.status() == WebhookStatus.SENDING)
                .forEach(webhook -> change.webhook(webhook.withStatus(WebhookStatus.DROPPED))
                        .ending(Tasks.webhookTask(webhook.number())));
        tellOfDebt(change);
    }

    /** The game was told of the money before it had granted, or not at all: now there is something to take back. */
    private void tellOfDebt(PurchaseChange change) {
        Purchase purchase = change.purchase();
        if (purchase.isOwed()) {
            notifier.announce(
                    change,
                    purchase.repayment().isDisputed()
                            ? WebhookType.PURCHASE_CHARGED_BACK
                            : WebhookType.PURCHASE_REFUNDED);
        }
    }

    /** Whether this webhook asks the game to grant what was paid. */
    public static boolean asksForDelivery(Webhook webhook) {
        return webhook.type().equals(WebhookType.PURCHASE_PAID.wireName());
    }

    /** Whether the game's answer to this webhook can confirm the delivery; pointless once that is confirmed. */
    static boolean canConfirm(Webhook webhook) {
        return asksForDelivery(webhook) || webhook.type().equals(WebhookType.DELIVERY_OVERDUE.wireName());
    }

    private Duration untilAlarm(Instant now, Instant deadline) {
        Duration wait = Duration.between(now, deadline.minus(terms.alarmBefore()));
        if (wait.compareTo(SHORTEST_ALARM) >= 0) {
            return wait;
        }
        // A market can set a deadline of minutes; the game gets half of what is left before it is called late.
        Duration half = Duration.between(now, deadline).dividedBy(2);
        return half.isNegative() ? Duration.ZERO : half.compareTo(SHORTEST_ALARM) < 0 ? half : SHORTEST_ALARM;
    }
}
