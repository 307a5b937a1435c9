package io.coinslot.examplegame.shop;

import io.coinslot.client.CoinslotClient;
import io.coinslot.client.Market;
import io.coinslot.client.NewPurchase;
import io.coinslot.client.NewRefund;
import io.coinslot.client.Product;
import io.coinslot.client.Purchase;
import io.coinslot.client.PurchaseQuery;
import io.coinslot.client.PurchaseStatus;
import io.coinslot.examplegame.connection.Coinslot;
import io.coinslot.examplegame.shop.Activity.Actor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The game's shop: everything it asks of Coinslot on a player's behalf. */
public final class Shop {
    private static final Duration PREPARED_WITHIN = Duration.ofSeconds(10);
    private static final int MOST_SHOWN = 8;

    private final Supplier<Coinslot> coinslot;
    private final Activity activity;
    /** What players left to be paid later, by purchase: the store's name for it. A restart forgets it. */
    private final Map<String, String> unpaid = new ConcurrentHashMap<>();

    /** A shop that sells through Coinslot and notes what it does. */
    public Shop(Supplier<Coinslot> coinslot, Activity activity) {
        this.coinslot = coinslot;
        this.activity = activity;
    }

    /** What is on sale. */
    public List<Product> products() {
        return client().products().list().filter(Product::active).toList();
    }

    /** Posts a purchase for the player. */
    public Purchase buy(String player, String productId, Market market, String currency) {
        Purchase purchase = client().purchases()
                .create(NewPurchase.of(player, productId, market).inCurrency(currency));
        activity.note(
                player,
                purchase.purchaseId(),
                Actor.GAME,
                "Posted a purchase of " + productId + " for " + purchase.total(),
                "POST /v1/purchases");
        return purchase;
    }

    /** The player uses the store's sheet; what the device then holds is handed in. */
    public Purchase pay(String purchaseId, SimulatedMarkets.Choice choice) {
        Purchase purchase = prepared(client().purchases().get(purchaseId));
        String player = purchase.userId();
        SimulatedMarkets.Held held = new SimulatedMarkets(coinslot.get().connection()).pay(purchase, choice);
        activity.note(player, purchaseId, Actor.PLAYER, said(choice), "the store's sheet on the device");
        if (choice == SimulatedMarkets.Choice.PENDING && held.transaction() != null) {
            unpaid.put(purchaseId, held.transaction());
        }
        if (held.receipt() == null && held.transaction() != null) {
            activity.note(
                    player,
                    purchaseId,
                    Actor.GAME,
                    "Waits, as the device holds nothing yet: the store tells Coinslot once it is paid",
                    "no call");
        } else if (held.receipt() == null) {
            client().purchases().cancel(purchaseId);
            activity.note(
                    player,
                    purchaseId,
                    Actor.GAME,
                    "Cancelled it, as the store gave no receipt",
                    "POST /v1/purchases/{id}/cancel");
        } else {
            client().purchases().submitReceipt(purchaseId, held.receipt());
            activity.note(
                    player,
                    purchaseId,
                    Actor.GAME,
                    "Handed in what the device got from the store",
                    "POST /v1/purchases/{id}/receipts");
        }
        return client().purchases().get(purchaseId);
    }

    /** The player makes a payment that was left for later; the store tells Coinslot, and the game does nothing. */
    public void payNow(String purchaseId) {
        Purchase purchase = client().purchases().get(purchaseId);
        String transaction = unpaid.remove(purchaseId);
        if (transaction == null) {
            throw new IllegalStateException("nothing was left to be paid later");
        }
        new SimulatedMarkets(coinslot.get().connection()).complete(purchase.market(), transaction);
        activity.note(
                purchase.userId(),
                purchaseId,
                Actor.PLAYER,
                "Paid what was left for later",
                "at the store, not in the game");
    }

    /** Whether the player has left the payment for later. */
    public boolean isLeftForLater(String purchaseId) {
        return unpaid.containsKey(purchaseId);
    }

    /** The player closes the sheet without paying. */
    public void cancel(String purchaseId) {
        Purchase purchase = client().purchases().get(purchaseId);
        client().purchases().cancel(purchaseId);
        activity.note(
                purchase.userId(),
                purchaseId,
                Actor.GAME,
                "Cancelled it, as the player closed the sheet",
                "POST /v1/purchases/{id}/cancel");
    }

    /** Gives the player all of the money back. */
    public void refund(String purchaseId) {
        Purchase purchase = client().purchases().get(purchaseId);
        client().purchases().refund(purchaseId, NewRefund.full("the player asked for it"));
        activity.note(
                purchase.userId(),
                purchaseId,
                Actor.GAME,
                "Asked for a full refund",
                "POST /v1/purchases/{id}/refunds");
    }

    /** The player's latest purchases. */
    public List<Purchase> purchases(String player) {
        return client().purchases()
                .list(PurchaseQuery.ofUser(player))
                .limit(MOST_SHOWN)
                .toList();
    }

    /** A payment service has to prepare the payment before the player can make it; a store needs no such thing. */
    private Purchase prepared(Purchase purchase) {
        Purchase latest = purchase;
        long deadline = System.nanoTime() + PREPARED_WITHIN.toNanos();
        while (SimulatedMarkets.prepares(latest.market())
                && latest.status() == PurchaseStatus.REQUESTED
                && System.nanoTime() < deadline) {
            latest =
                    client().purchases().awaitVersion(latest.purchaseId(), latest.version() + 1, Duration.ofSeconds(5));
        }
        return latest;
    }

    private static String said(SimulatedMarkets.Choice choice) {
        return switch (choice) {
            case PURCHASED -> "Paid at the store";
            case PENDING -> "Chose to pay later";
            case DECLINED -> "Tried to pay and was declined";
        };
    }

    private CoinslotClient client() {
        return coinslot.get().client();
    }
}
