package io.coinslot.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coinslot.client.Money;
import io.coinslot.client.NewPurchase;
import io.coinslot.client.Price;
import io.coinslot.client.ProductDefinition;
import io.coinslot.client.ProductType;
import io.coinslot.client.Purchase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Somebody at the game who changes prices all the time, one after the other, so that the catalog has something to lose.
 * Each price is higher than the one before.
 */
final class Prices implements AutoCloseable {
    private static final List<String> PRODUCTS = List.of("dearer-1", "dearer-2", "dearer-3");
    private static final long PAUSE_MILLIS = 150;

    /** The last price of each product that was answered with success. */
    private final Map<String, Integer> answered = new ConcurrentHashMap<>();

    private final Game game;
    private final AtomicInteger changes = new AtomicInteger();
    private final ExecutorService merchant = Executors.newVirtualThreadPerTaskExecutor();
    private final Future<?> work;
    private volatile boolean finished;

    Prices(Game game) {
        this.game = game;
        work = merchant.submit(() -> {
            changeUntilFinished();
            return true;
        });
    }

    private void changeUntilFinished() throws Exception {
        for (int price = 1; !finished && !Thread.currentThread().isInterrupted(); price++) {
            for (String product : PRODUCTS) {
                ProductDefinition dearer = definition(price);
                Load.answered(() -> game.client.products().put(product, dearer));
                answered.put(product, price);
                changes.incrementAndGet();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
            }
        }
    }

    private static ProductDefinition definition(int price) {
        return new ProductDefinition(
                        "Gems",
                        ProductType.CONSUMABLE,
                        List.of(new Price(Game.GOOGLE_PLAY, null, Integer.toString(price), "KRW")),
                        Map.of(),
                        null,
                        null,
                        true)
                .withMarketProductId(Game.GOOGLE_PLAY, "gem_100");
    }

    /** How many changes were answered with success. */
    int changes() {
        return changes.get();
    }

    /** No more changes; the one under way is brought to its end. */
    void finish() throws Exception {
        finished = true;
        work.get();
    }

    /** In the catalog, and for whoever buys. */
    void areThoseThatWereAnsweredLast(Duration patience) {
        assertThat(answered.keySet()).containsExactlyInAnyOrderElementsOf(PRODUCTS);
        answered.forEach((product, price) -> {
            Money money = Money.of(Integer.toString(price), "KRW");
            assertThat(game.client.products().get(product).prices())
                    .as(product)
                    .containsExactly(new Price(Game.GOOGLE_PLAY, null, money.amount(), money.currency()));
            await(product).atMost(patience).untilAsserted(() -> {
                Purchase purchase =
                        game.client.purchases().create(NewPurchase.of("somebody-later", product, Game.GOOGLE_PLAY));
                assertThat(purchase.total()).isEqualTo(money);
            });
        });
    }

    @Override
    public void close() {
        merchant.shutdownNow();
    }
}
