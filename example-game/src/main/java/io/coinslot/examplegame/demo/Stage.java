package io.coinslot.examplegame.demo;

import io.coinslot.client.CoinslotClient;
import io.coinslot.client.Market;
import io.coinslot.client.NewPurchase;
import io.coinslot.client.Platform;
import io.coinslot.client.Purchase;
import io.coinslot.client.PurchaseStatus;
import io.coinslot.examplegame.connection.Coinslot;
import io.coinslot.examplegame.shop.SimulatedMarkets;
import io.coinslot.examplegame.wire.JsonHttp;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the scenes play on: Coinslot, the markets, the running game, and one player of this demonstration alone. */
final class Stage {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration ONE_READ = Duration.ofSeconds(5);

    private final Coinslot coinslot;
    private final SimulatedMarkets markets;
    private final JsonHttp http = new JsonHttp();
    private final String player;
    private final List<Paid> paid = new ArrayList<>();

    Stage(Coinslot coinslot, String player) {
        this.coinslot = coinslot;
        this.markets = new SimulatedMarkets(coinslot.connection());
        this.player = player;
    }

    /** What a market holds of this demonstration. */
    record Paid(Market market, String transaction) {}

    CoinslotClient client() {
        return coinslot.client();
    }

    SimulatedMarkets markets() {
        return markets;
    }

    String player() {
        return player;
    }

    List<Paid> paid() {
        return List.copyOf(paid);
    }

    /** Posts a purchase and waits until the player can pay it. */
    Purchase buy(Scene scene) {
        Market market = scene.market();
        Platform platform = scene.platform();
        NewPurchase wanted = platform == null
                ? NewPurchase.of(player, scene.productId(), market)
                : NewPurchase.on(platform, player, scene.productId());
        Purchase purchase = client().purchases().create(wanted.inCurrency(scene.currency()));
        if (!purchase.market().equals(market)) {
            throw new NotAsExpected(purchase.market() + " was taken, expected " + market);
        }
        return SimulatedMarkets.prepares(market) ? await(purchase.purchaseId(), PurchaseStatus.PAYABLE) : purchase;
    }

    /** The player pays, or tries to, and the device's receipt is handed in; the market's transaction, if any. */
    String pay(Purchase purchase, SimulatedMarkets.Choice choice) {
        SimulatedMarkets.Held held = markets.pay(purchase, choice);
        if (held.receipt() == null || held.transaction() == null) {
            throw new IllegalStateException("the market gave no receipt");
        }
        paid.add(new Paid(purchase.market(), held.transaction()));
        client().purchases().submitReceipt(purchase.purchaseId(), held.receipt());
        return held.transaction();
    }

    /** Charges the token of a registered card, without the player, up to the purchase's completion. */
    Purchase charge(String tokenUniqueReference, String productId, String currency) {
        Purchase posted = client().purchases()
                .create(NewPurchase.chargedTo(tokenUniqueReference, player, productId)
                        .inCurrency(currency));
        Purchase done = await(posted.purchaseId(), PurchaseStatus.COMPLETED);
        if (done.payment() == null || done.payment().marketTransactionId() == null) {
            throw new NotAsExpected("the purchase is completed without a payment");
        }
        paid.add(new Paid(done.market(), done.payment().marketTransactionId()));
        return done;
    }

    /** Sells an item up to its completion. */
    String sell(Purchase purchase) {
        String transaction = pay(purchase, SimulatedMarkets.Choice.PURCHASED);
        await(purchase.purchaseId(), PurchaseStatus.COMPLETED);
        return transaction;
    }

    /** Waits until the purchase has this status. */
    Purchase await(String purchaseId, PurchaseStatus wanted) {
        return await(purchaseId, EnumSet.of(wanted));
    }

    Purchase await(String purchaseId, Set<PurchaseStatus> wanted) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Purchase purchase = client().purchases().get(purchaseId);
        while (!wanted.contains(purchase.status())) {
            if (System.nanoTime() > deadline) {
                throw new NotAsExpected(
                        "still " + purchase.status() + " after " + PATIENCE.toSeconds() + " s, expected " + wanted);
            }
            purchase = client().purchases().awaitVersion(purchaseId, purchase.version() + 1, ONE_READ);
        }
        return purchase;
    }

    /** How many of an item the running game says the player has. */
    int owned(String item) {
        URI uri = URI.create(coinslot.connection().exampleGame() + "/api/players/" + player);
        JsonNode inventory = http.get(uri).path("inventory");
        return inventory.path(item).asInt(0);
    }

    /** Waits until the running game says that the player has so many. */
    void awaitOwned(String item, int count) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        int owned = owned(item);
        while (owned != count) {
            if (System.nanoTime() > deadline) {
                throw new NotAsExpected("the player has " + owned + " of " + item + ", expected " + count);
            }
            Pause.brief();
            owned = owned(item);
        }
    }

    /** Something did not come out as it must. */
    static final class NotAsExpected extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotAsExpected(@Nullable String message) {
            super(message);
        }
    }
}
