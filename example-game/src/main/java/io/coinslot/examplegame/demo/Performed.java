package io.coinslot.examplegame.demo;

import io.coinslot.client.CoinslotException;
import io.coinslot.client.MarketChoice;
import io.coinslot.client.Money;
import io.coinslot.client.Purchase;
import io.coinslot.client.PurchaseStatus;
import io.coinslot.examplegame.wire.JsonHttp;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** How a scene came out. */
record Performed(
        Scene scene, @Nullable Purchase purchase, @Nullable String failure, long millis) {

    /** Plays a scene to its end, whatever comes. */
    static Performed of(Scene scene, Stage stage) {
        long begin = System.nanoTime();
        Purchase purchase = null;
        String failure = null;
        try {
            purchase = stage.buy(scene);
            scene.play().perform(stage, purchase);
        } catch (Stage.NotAsExpected
                | CoinslotException
                | JsonHttp.Refused
                | UncheckedIOException
                | IllegalStateException e) {
            failure = String.valueOf(e.getMessage());
        }
        long millis = (System.nanoTime() - begin) / 1_000_000;
        return new Performed(scene, latest(stage, purchase), failure, millis);
    }

    /** What was played, and why at this market if the game left it open. */
    String title() {
        MarketChoice choice = purchase == null ? null : purchase.marketChoice();
        return scene.platform() == null || choice == null ? scene.title() : scene.title() + ": " + choice.reason();
    }

    boolean isAsExpected() {
        return failure == null && status() == scene.end();
    }

    @Nullable
    PurchaseStatus status() {
        return purchase == null ? null : purchase.status();
    }

    String captured() {
        Purchase.Payment payment = purchase == null ? null : purchase.payment();
        return amount(payment == null ? null : payment.captured());
    }

    String refunded() {
        Purchase.Payment payment = purchase == null ? null : purchase.payment();
        return amount(payment == null ? null : payment.refunded());
    }

    private static String amount(@Nullable Money money) {
        return money == null ? "" : money.amount();
    }

    private static @Nullable Purchase latest(Stage stage, @Nullable Purchase purchase) {
        try {
            return purchase == null ? null : stage.client().purchases().get(purchase.purchaseId());
        } catch (CoinslotException e) {
            return purchase;
        }
    }
}
