package io.coinslot.benchmarks;

import io.coinslot.benchmarks.HttpConnection.Answer;
import io.coinslot.benchmarks.Journey.Stage;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/** Begins purchases by schedule, whether or not earlier ones have ended. */
final class Load {
    private static final int MOST_CALLS_UNDER_WAY = 1_000;
    private static final int USERS = 5_000;
    private static final int MOST_ATTEMPTS = 20;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

    private final HttpPool gateway;
    private final Map<String, MarketPlayer> players;
    private final MarketMix markets;
    private final Authorization authorization;
    private final Journeys journeys;
    private String lastRefusal = "none";
    private final AtomicInteger begun = new AtomicInteger();
    private final Semaphore underWay = new Semaphore(MOST_CALLS_UNDER_WAY);

    Load(
            HttpPool gateway,
            MarketMix markets,
            Map<String, MarketPlayer> players,
            Authorization authorization,
            Journeys journeys) {
        this.gateway = gateway;
        this.players = Map.copyOf(players);
        this.markets = markets;
        this.authorization = authorization;
        this.journeys = journeys;
    }

    /**
     * Returns when every purchase of the schedule has been posted and paid, or has failed.
     *
     * @param begins told when the schedule begins
     * @return when the schedule began
     */
    long run(Schedule schedule, LongConsumer begins) {
        long start = System.nanoTime() + Duration.ofMillis(50).toNanos();
        begins.accept(start);
        try (ExecutorService journeyThreads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int arrival = 0; arrival < schedule.size(); arrival++) {
                long intended = start + schedule.offsetNanos(arrival);
                for (long left = intended - System.nanoTime(); left > 0; left = intended - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                journeyThreads.execute(() -> begin(intended));
            }
        }
        return start;
    }

    /** Buys one item to see whether the new service's catalog has arrived everywhere; a refusal is not an error. */
    boolean isOpen() {
        try {
            buy(begun.getAndIncrement(), System.nanoTime());
            return true;
        } catch (IOException | JourneyFailedException e) {
            lastRefusal = e.toString();
            return false;
        }
    }

    String lastRefusal() {
        return lastRefusal;
    }

    /** The bound on calls under way delays only; the time still counts from the intended start. */
    private void begin(long intendedNanos) {
        underWay.acquireUninterruptibly();
        try {
            buy(begun.getAndIncrement(), intendedNanos);
        } catch (IOException | JourneyFailedException e) {
            journeys.failed(e.toString());
        } finally {
            underWay.release();
        }
    }

    private void buy(int number, long intendedNanos) throws IOException {
        String market = markets.at(number);
        String order = "{\"userId\":\"player-" + number % USERS + "\",\"productId\":\""
                + SoldItem.at(market).productId() + "\",\"market\":\"" + market + "\",\"quantity\":1}";
        String accepted = post("/v1/purchases", "order-" + number, order, 201);
        Journey journey = new Journey(market, intendedNanos);
        journey.mark(Stage.ACCEPTED, System.nanoTime());
        String purchaseId = Fields.required(accepted, "purchaseId");
        journeys.accepted(purchaseId, journey);
        String receipt = Objects.requireNonNull(players.get(market)).pay(purchaseId, accepted);
        journey.mark(Stage.PAID_AT_MARKET, System.nanoTime());
        submit("/v1/purchases/" + purchaseId + "/receipts", "receipt-" + number, receipt);
    }

    /**
     * A receipt is sent again until it is taken, as every game does: somebody has paid. The time counts on. A purchase that
     * is refused, in contrast, is refused.
     */
    private void submit(String target, String idempotencyKey, String receipt) throws IOException {
        for (int attempt = 1; ; attempt++) {
            Answer answer = send(target, idempotencyKey, receipt);
            if (answer.status() == 202) {
                return;
            }
            if (answer.status() < 500 || attempt == MOST_ATTEMPTS) {
                throw refusal(target, answer);
            }
            LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
        }
    }

    private String post(String target, String idempotencyKey, String body, int expected) throws IOException {
        Answer answer = send(target, idempotencyKey, body);
        if (answer.status() != expected) {
            throw refusal(target, answer);
        }
        return answer.body();
    }

    private Answer send(String target, String idempotencyKey, String body) throws IOException {
        return gateway.post(target, authorization.header() + "Idempotency-Key: " + idempotencyKey + "\r\n", body);
    }

    private static JourneyFailedException refusal(String target, Answer answer) {
        return new JourneyFailedException(answer.status() + " for " + target + ": " + answer.body());
    }
}
