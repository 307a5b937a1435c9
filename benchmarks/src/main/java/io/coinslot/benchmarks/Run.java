package io.coinslot.benchmarks;

import io.coinslot.benchmarks.Journey.Stage;
import io.coinslot.client.CoinslotClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A service of its own on the running stack, and loads upon it one after the other. */
final class Run implements AutoCloseable {
    private static final Duration LONGEST_DRAIN = Duration.ofSeconds(60);
    /** What failed is tried again in growing intervals, and what was not answered is looked up. */
    private static final Duration LONGEST_DRAIN_AFTER_FAULTS = Duration.ofSeconds(240);

    private static final Duration LONGEST_OPENING = Duration.ofSeconds(60);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final Options options;
    private final Connection stack;
    private final HttpPool gateway;
    private final HttpPool simulators;
    private final Journeys journeys = new Journeys();
    private final WebhookReceiver webhooks;
    private final BenchService service;
    private final SaleWatcher watcher;
    private final Authorization authorization;
    private final Load load;

    Run(Options options) throws IOException {
        this.options = options;
        stack = Connection.read(options.connection());
        gateway = new HttpPool(stack.gateway());
        simulators = new HttpPool(stack.simulators());
        webhooks = new WebhookReceiver(this::delivered);
        service = BenchService.register(stack, options.markets().names(), webhooks.uri(), simulators);
        watcher = new SaleWatcher(stack, service.serviceId(), journeys);
        authorization = new Authorization(gateway, service.credentials());
        agreeOnFees();
        load = new Load(gateway, options.markets(), players(), authorization, journeys);
    }

    /** What Toss Payments charges is a matter of contract: without it nothing that is sold there is booked. */
    private void agreeOnFees() throws IOException {
        if (!options.markets().names().contains(MarketPlayer.TOSS_PAYMENTS)) {
            return;
        }
        authorization.refresh();
        HttpConnection.Answer answer = gateway.send(
                "PUT",
                "/v1/fee-schedules/" + MarketPlayer.TOSS_PAYMENTS,
                authorization.header() + "Content-Type: application/json\r\n",
                "[{\"from\":\"2020-01-01\",\"rate\":\"0.0319\"}]");
        if (answer.status() / 100 != 2) {
            throw new IOException("the fees of " + MarketPlayer.TOSS_PAYMENTS + " were answered " + answer.status()
                    + ": " + answer.body());
        }
    }

    /** Waits until the new service can sell, then runs the load that is not counted. */
    void warmUp() throws IOException {
        authorization.refresh();
        long deadline = System.nanoTime() + LONGEST_OPENING.toNanos();
        while (!load.isOpen()) {
            if (System.nanoTime() > deadline) {
                throw new IOException("the new service cannot sell: " + load.lastRefusal());
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos() * 10);
        }
        if (options.warmUpSeconds() > 0) {
            load.run(options.warmUp(), start -> {});
        }
        drain(LONGEST_DRAIN);
    }

    /** One measured window at this rate; ends when everything in it is complete, or has had its time. */
    Measurement measure(int ratePerSecond) throws IOException {
        authorization.refresh();
        Faults faults = new Faults(simulators, options.markets().names(), options.faultShare());
        Hang hang = hang(faults);
        faults.begin();
        long errorsBefore = journeys.errors();
        long generatorBefore = ProcessUsage.ofThisProcess().cpuMillis();
        Map<String, ProcessUsage> before = ProcessUsage.of(stack.processes());
        long start;
        List<Thread> beside = new ArrayList<>();
        try {
            start = load.run(options.atRate(ratePerSecond).load(), begun -> {
                if (hang != null) {
                    beside.add(hang.beside(begun));
                }
            });
            join(beside);
        } finally {
            faults.end();
        }
        if (hang != null) {
            hang.requireDone();
        }
        drain(hang != null || options.faultShare() > 0 ? LONGEST_DRAIN_AFTER_FAULTS : LONGEST_DRAIN);
        return new Measurement(
                ratePerSecond,
                journeys.all().stream()
                        .filter(journey -> journey.intendedNanos >= start)
                        .toList(),
                journeys.errors() - errorsBefore,
                start,
                before,
                ProcessUsage.of(stack.processes()),
                ProcessUsage.ofThisProcess().cpuMillis() - generatorBefore,
                hang);
    }

    private @Nullable Hang hang(Faults faults) {
        String market = options.hangingMarket();
        return market == null ? null : new Hang(market, options.hangSeconds(), options.seconds(), faults);
    }

    private static void join(List<Thread> threads) throws IOException {
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Over everything that the run did, the warm-up included. */
    Reconciliation reconcile() throws IOException {
        Map<String, Ledger> ledgers = new HashMap<>();
        for (String market : options.markets().names()) {
            ledgers.put(
                    market,
                    Ledger.read(
                            simulators,
                            market,
                            service.serviceId(),
                            SoldItem.at(market).currency()));
        }
        try (CoinslotClient client = service.client(stack)) {
            return Reconciliation.of(journeys, watcher.journal(), ledgers, ShownPurchase.all(client));
        }
    }

    List<String> failures() {
        return List.copyOf(journeys.failures());
    }

    Map<String, Integer> entriesByKind() {
        return watcher.journal().entriesByKind();
    }

    private void delivered(String purchaseId, long now) {
        journeys.with(purchaseId, journey -> journey.mark(Stage.DELIVERED, now));
    }

    private Map<String, MarketPlayer> players() {
        Map<String, MarketPlayer> players = new HashMap<>();
        for (String market : options.markets().names()) {
            players.put(market, MarketPlayer.at(market, service.serviceId(), simulators, gateway, authorization));
        }
        return players;
    }

    private void drain(Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!journeys.allComplete() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }

    @Override
    public void close() throws IOException {
        watcher.close();
        webhooks.close();
        gateway.close();
        simulators.close();
    }
}
