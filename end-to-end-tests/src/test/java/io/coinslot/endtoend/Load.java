package io.coinslot.endtoend;

import io.coinslot.client.CoinslotException;
import io.coinslot.client.Market;
import io.coinslot.client.NewPurchase;
import io.coinslot.client.Purchase;
import io.coinslot.client.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Players that buy at a steady rate unless many of them wait already, and a game backend that repeats each call with its
 * key until it is answered.
 */
final class Load implements AutoCloseable {
    private static final Duration LONGEST_PATIENCE = Duration.ofMinutes(12);
    /** All who wait for a dead service ask again and again: too many of them leave it no processor to start with. */
    private static final int MOST_UNDER_WAY = 50;

    private static final long SHORTEST_PAUSE_MILLIS = 200;
    private static final long LONGEST_PAUSE_MILLIS = 10_000;

    /** The purchase that each idempotency key was answered with. */
    final Map<String, String> accepted = new ConcurrentHashMap<>();

    final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

    private final Game game;
    private final AtomicInteger number = new AtomicInteger();
    private final AtomicInteger underWay = new AtomicInteger();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService players = Executors.newVirtualThreadPerTaskExecutor();

    Load(Game game, int purchasesPerSecond) {
        this.game = game;
        clock.scheduleAtFixedRate(this::play, 0, 1_000_000 / purchasesPerSecond, TimeUnit.MICROSECONDS);
    }

    private void play() {
        if (underWay.get() >= MOST_UNDER_WAY) {
            return;
        }
        String key = "load-" + number.incrementAndGet();
        underWay.incrementAndGet();
        players.execute(() -> {
            try {
                buy(key, number.get() % 3 == 0 ? Game.STRIPE : Game.GOOGLE_PLAY);
            } catch (Exception | AssertionError e) {
                failures.add(e);
            } finally {
                underWay.decrementAndGet();
            }
        });
    }

    private void buy(String key, Market market) throws Exception {
        NewPurchase request = NewPurchase.of("user-" + key, "gem-100", market);
        Purchase purchase = answered(() -> game.client.purchases().create(request, key));
        accepted.put(key, purchase.purchaseId());
        Receipt receipt;
        if (market.equals(Game.STRIPE)) {
            String secret = answered(() ->
                    game.client.purchases().get(purchase.purchaseId()).billing().clientSecret());
            receipt = Receipt.paymentIntentId(game.confirmAtStripe(secret));
        } else {
            receipt = Receipt.purchaseToken(
                    game.payAtGooglePlay(purchase).path("purchaseToken").stringValue());
        }
        answered(() -> {
            game.submit(purchase, receipt);
            return true;
        });
    }

    /** Asks again until there is an answer: what a backend does that does not give up on its player. */
    static <T> T answered(Callable<T> call) throws Exception {
        Instant end = Instant.now().plus(LONGEST_PATIENCE);
        Exception last = new IllegalStateException("nothing came");
        long pauseMillis = SHORTEST_PAUSE_MILLIS;
        while (Instant.now().isBefore(end) && !Thread.currentThread().isInterrupted()) {
            try {
                T answer = call.call();
                if (answer != null) {
                    return answer;
                }
            } catch (CoinslotException e) {
                if (e instanceof CoinslotException.Refused refused
                        && isFinal(refused.problem().status())) {
                    throw e;
                }
                last = e;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pauseMillis));
            pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
        }
        throw last;
    }

    private static boolean isFinal(int status) {
        return status >= 400 && status < 500 && status != 429;
    }

    /** Somebody is buying. */
    void awaitBuyers() {
        org.awaitility.Awaitility.await().until(() -> underWay.get() > 0);
    }

    /** No more purchases; those under way are brought to their end. */
    void finish() {
        clock.shutdown();
        org.awaitility.Awaitility.await().atMost(LONGEST_PATIENCE).until(() -> underWay.get() == 0);
    }

    @Override
    public void close() {
        clock.shutdownNow();
        players.shutdownNow();
    }
}
