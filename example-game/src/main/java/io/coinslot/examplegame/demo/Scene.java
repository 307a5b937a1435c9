package io.coinslot.examplegame.demo;

import io.coinslot.client.Market;
import io.coinslot.client.Money;
import io.coinslot.client.NewRefund;
import io.coinslot.client.Platform;
import io.coinslot.client.Purchase;
import io.coinslot.client.PurchaseStatus;
import io.coinslot.examplegame.inventory.Goods;
import io.coinslot.examplegame.shop.SimulatedMarkets.Choice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that can happen to a purchase, from the post to its end.
 *
 * @param platform what the player plays on, if the market is left to be chosen
 */
record Scene(
        String title,
        Market market,
        @Nullable Platform platform,
        String productId,
        String currency,
        PurchaseStatus end,
        Play play) {

    Scene(String title, Market market, String productId, String currency, PurchaseStatus end, Play play) {
        this(title, market, null, productId, currency, end, play);
    }

    /** The game names only what the player plays on; Coinslot is expected to take this market. */
    private static Scene chosen(Platform platform, Market market, String productId) {
        String title = "market chosen on " + platform + ", sold";
        return new Scene(title, market, platform, productId, "KRW", PurchaseStatus.COMPLETED, Scene::sold);
    }

    /** What is done after the purchase was posted. */
    @FunctionalInterface
    interface Play {
        void perform(Stage stage, Purchase purchase);
    }

    /** All that the demonstration shows, in order. */
    static List<Scene> all() {
        return List.of(
                new Scene(
                        "sold, delivered, consumed",
                        Market.GOOGLE_PLAY,
                        "gem-100",
                        "KRW",
                        PurchaseStatus.COMPLETED,
                        Scene::sold),
                new Scene(
                        "sold, delivered", Market.STRIPE, "season-pass", "USD", PurchaseStatus.COMPLETED, Scene::sold),
                new Scene(
                        "sold, refunded in full",
                        Market.GOOGLE_PLAY,
                        "gem-550",
                        "KRW",
                        PurchaseStatus.REFUNDED,
                        Scene::refundedInFull),
                new Scene(
                        "sold, refunded in part",
                        Market.STRIPE,
                        "gem-1200",
                        "USD",
                        PurchaseStatus.PARTIALLY_REFUNDED,
                        Scene::refundedInPart),
                new Scene(
                        "pending, paid later",
                        Market.GOOGLE_PLAY,
                        "potion-5",
                        "KRW",
                        PurchaseStatus.COMPLETED,
                        Scene::paidLater),
                new Scene("card declined", Market.STRIPE, "gem-100", "USD", PurchaseStatus.DECLINED, Scene::declined),
                new Scene(
                        "sold, voided by the market",
                        Market.GOOGLE_PLAY,
                        "gem-1200",
                        "KRW",
                        PurchaseStatus.REFUNDED,
                        Scene::voided),
                new Scene(
                        "sold, delivered, consumed",
                        Market.ONE_STORE,
                        "gem-550",
                        "KRW",
                        PurchaseStatus.COMPLETED,
                        Scene::sold),
                new Scene(
                        "sold, cancelled by the market",
                        Market.ONE_STORE,
                        "potion-5",
                        "KRW",
                        PurchaseStatus.REFUNDED,
                        Scene::voided),
                new Scene(
                        "sold, delivered, finished",
                        Market.APP_STORE,
                        "gem-100",
                        "KRW",
                        PurchaseStatus.COMPLETED,
                        Scene::sold),
                new Scene(
                        "sold, refunded by the market",
                        Market.APP_STORE,
                        "gem-550",
                        "USD",
                        PurchaseStatus.REFUNDED,
                        Scene::voided),
                new Scene(
                        "sold, delivered, consumed",
                        Market.GALAXY_STORE,
                        "gem-100",
                        "KRW",
                        PurchaseStatus.COMPLETED,
                        Scene::sold),
                new Scene(
                        "sold, refunded by the market",
                        Market.GALAXY_STORE,
                        "gem-550",
                        "KRW",
                        PurchaseStatus.REFUNDED,
                        Scene::voided),
                new Scene(
                        "authorised, confirmed, delivered",
                        Market.TOSS_PAYMENTS,
                        "gem-1200",
                        "KRW",
                        PurchaseStatus.COMPLETED,
                        Scene::sold),
                new Scene(
                        "sold, refunded in full",
                        Market.TOSS_PAYMENTS,
                        "gem-100",
                        "KRW",
                        PurchaseStatus.REFUNDED,
                        Scene::refundedInFull),
                new Scene(
                        "virtual account, paid later",
                        Market.TOSS_PAYMENTS,
                        "potion-5",
                        "KRW",
                        PurchaseStatus.COMPLETED,
                        Scene::paidLater),
                chosen(Platform.IOS, Market.APP_STORE, "gem-100"),
                chosen(Platform.ANDROID, Market.GALAXY_STORE, "gem-100"),
                chosen(Platform.WEB, Market.TOSS_PAYMENTS, "gem-100"));
    }

    private static void sold(Stage stage, Purchase purchase) {
        int before = stage.owned(item(purchase));
        stage.sell(purchase);
        stage.awaitOwned(item(purchase), before + count(purchase));
    }

    private static void refundedInFull(Stage stage, Purchase purchase) {
        int before = stage.owned(item(purchase));
        sold(stage, purchase);
        stage.client().purchases().refund(purchase.purchaseId(), NewRefund.full("bought by mistake"));
        stage.await(purchase.purchaseId(), PurchaseStatus.REFUNDED);
        stage.awaitOwned(item(purchase), before);
    }

    private static void refundedInPart(Stage stage, Purchase purchase) {
        int before = stage.owned(item(purchase));
        sold(stage, purchase);
        Money part = Money.of("3.00", purchase.total().currency());
        stage.client().purchases().refund(purchase.purchaseId(), NewRefund.partial(part, "a favour"));
        stage.await(purchase.purchaseId(), PurchaseStatus.PARTIALLY_REFUNDED);
        stage.awaitOwned(item(purchase), before + count(purchase));
    }

    private static void paidLater(Stage stage, Purchase purchase) {
        int before = stage.owned(item(purchase));
        String transaction = stage.pay(purchase, Choice.PENDING);
        stage.await(purchase.purchaseId(), PurchaseStatus.PENDING);
        stage.awaitOwned(item(purchase), before);
        stage.markets().complete(purchase.market(), transaction);
        stage.await(purchase.purchaseId(), PurchaseStatus.COMPLETED);
        stage.awaitOwned(item(purchase), before + count(purchase));
    }

    private static void declined(Stage stage, Purchase purchase) {
        int before = stage.owned(item(purchase));
        stage.pay(purchase, Choice.DECLINED);
        stage.await(purchase.purchaseId(), PurchaseStatus.DECLINED);
        stage.awaitOwned(item(purchase), before);
    }

    private static void voided(Stage stage, Purchase purchase) {
        int before = stage.owned(item(purchase));
        String transaction = stage.sell(purchase);
        stage.awaitOwned(item(purchase), before + count(purchase));
        stage.markets().takeBack(purchase.market(), transaction);
        stage.await(purchase.purchaseId(), PurchaseStatus.REFUNDED);
        stage.awaitOwned(item(purchase), before);
    }

    private static String item(Purchase purchase) {
        return Goods.of(purchase.productId(), purchase.quantity()).item();
    }

    private static int count(Purchase purchase) {
        return Goods.of(purchase.productId(), purchase.quantity()).count();
    }
}
