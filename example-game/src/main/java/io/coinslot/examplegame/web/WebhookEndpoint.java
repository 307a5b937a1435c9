package io.coinslot.examplegame.web;

import io.coinslot.client.CoinslotException;
import io.coinslot.client.Purchase;
import io.coinslot.client.PurchaseStatus;
import io.coinslot.client.WebhookEvent;
import io.coinslot.examplegame.connection.Coinslot;
import io.coinslot.examplegame.inventory.Goods;
import io.coinslot.examplegame.inventory.Inventory;
import io.coinslot.examplegame.shop.Activity;
import io.coinslot.examplegame.shop.Activity.Actor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Receives Coinslot's webhooks: grants what was paid, once, and takes back what was refunded. */
public final class WebhookEndpoint {
    private static final String NOTED = "{}";
    private static final String NOT_DELIVERED = "{\"delivered\":false}";

    private final Supplier<Coinslot> coinslot;
    private final Inventory inventory;
    private final Activity activity;

    /** An endpoint that keeps this inventory. */
    public WebhookEndpoint(Supplier<Coinslot> coinslot, Inventory inventory, Activity activity) {
        this.coinslot = coinslot;
        this.inventory = inventory;
        this.activity = activity;
    }

    /**
     * Deals with one webhook and returns the body that answers it.
     *
     * @throws CoinslotException.WebhookRefused if it is not Coinslot's
     */
    public String receive(Function<String, @Nullable String> header, byte[] body) {
        return switch (coinslot.get().webhooks().verify(header, body)) {
            case WebhookEvent.PurchasePaid paid -> grant(paid.purchase());
            case WebhookEvent.PurchaseRefunded refunded -> refunded(refunded.purchase());
            case WebhookEvent.PurchaseChargedBack chargedBack ->
                takeBack(chargedBack.purchase(), "purchase.charged_back");
            case WebhookEvent.PurchaseReinstated reinstated -> restore(reinstated.purchase());
            case WebhookEvent.PurchaseDeclined declined ->
                noted(declined.purchase(), "Told that the payment was declined", "purchase.declined");
            case WebhookEvent.PurchaseExpired expired ->
                noted(expired.purchase(), "Told that the purchase expired", "purchase.expired");
            case WebhookEvent.DeliveryOverdue overdue -> grant(overdue.purchase());
            case WebhookEvent.SettlementReady ready -> NOTED;
            case WebhookEvent.SettlementFailed failed -> NOTED;
            case WebhookEvent.TokenUpdated updated -> NOTED;
            case WebhookEvent.Unknown unknown -> NOTED;
        };
    }

    private String grant(Purchase purchase) {
        Inventory.Grant grant =
                inventory.grant(purchase.purchaseId(), purchase.userId(), goods(purchase), purchase.version());
        return switch (grant) {
            case GIVEN -> {
                noted(purchase, "Told that it is paid", "webhook purchase.paid");
                noted(
                        purchase,
                        Actor.GAME,
                        "Granted " + goods(purchase).count() + " × "
                                + goods(purchase).item(),
                        "answered {\"delivered\":true}");
                yield WebhookEvent.DELIVERED;
            }
            case GIVEN_BEFORE -> WebhookEvent.DELIVERED;
            case REFUNDED_BEFORE -> NOT_DELIVERED;
        };
    }

    /** A part of the money given back is a favour; the goods stay with the player until all of it went back. */
    private String refunded(Purchase purchase) {
        return isGone(purchase)
                ? takeBack(purchase, "purchase.refunded")
                : noted(purchase, "Told of a partial refund; the player keeps the goods", "webhook purchase.refunded");
    }

    private String takeBack(Purchase purchase, String type) {
        if (inventory.takeBack(purchase.purchaseId(), purchase.userId(), goods(purchase), purchase.version())) {
            noted(purchase, "Told that the money went back", "webhook " + type);
            noted(
                    purchase,
                    Actor.GAME,
                    "Took back " + goods(purchase).count() + " × "
                            + goods(purchase).item(),
                    "answered 200");
        }
        return NOTED;
    }

    /** As long as some of the money is gone, the goods stay where they are. */
    private String restore(Purchase purchase) {
        if (!isGone(purchase)
                && inventory.restore(purchase.purchaseId(), purchase.userId(), goods(purchase), purchase.version())) {
            noted(purchase, Actor.GAME, "Gave the goods back: the money is there again", "answered 200");
        }
        return NOTED;
    }

    /** While another refund is asked for, the status is REFUND_PENDING, and a part of the money is still there. */
    private static boolean isGone(Purchase purchase) {
        return purchase.status() == PurchaseStatus.REFUNDED || purchase.status() == PurchaseStatus.CHARGED_BACK;
    }

    private String noted(Purchase purchase, String what, String how) {
        return noted(purchase, Actor.COINSLOT, what, how);
    }

    private String noted(Purchase purchase, Actor actor, String what, String how) {
        activity.note(purchase.userId(), purchase.purchaseId(), actor, what, how);
        return NOTED;
    }

    private static Goods goods(Purchase purchase) {
        return Goods.of(purchase.productId(), purchase.quantity());
    }
}
