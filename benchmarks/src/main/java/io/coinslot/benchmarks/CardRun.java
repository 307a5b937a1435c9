package io.coinslot.benchmarks;

import io.coinslot.benchmarks.CardReconciliation.HeldToken;
import io.coinslot.client.CoinslotClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A service of its own on the running stack, whose users' devices ask for their cards. */
final class CardRun implements AutoCloseable {
    private static final Duration LONGEST_DRAIN = Duration.ofSeconds(60);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);
    private static final JsonMapper JSON = new JsonMapper();

    private final Options options;
    private final Connection stack;
    private final HttpPool gateway;
    private final HttpPool simulators;
    private final WebhookReceiver webhooks;
    private final BenchService service;
    private final CardJourneys journeys = new CardJourneys();
    private final CardHolders holders;
    private final CardLoad load;
    private final CardWatcher watcher;
    private final Authorization authorization;

    CardRun(Options options) throws IOException {
        this.options = options;
        stack = Connection.read(options.connection());
        gateway = new HttpPool(stack.gateway());
        simulators = new HttpPool(stack.simulators());
        webhooks = new WebhookReceiver((purchaseId, now) -> {});
        service = BenchService.withoutProducts(stack, webhooks.uri());
        holders = new CardHolders(stack, simulators);
        load = new CardLoad(gateway, stack.gateway(), holders, journeys);
        watcher = new CardWatcher(stack, service.serviceId(), journeys);
        authorization = new Authorization(gateway, service.credentials());
    }

    /** Opens the devices' sessions, then runs the load that is not counted. */
    void warmUp() throws IOException {
        try (CoinslotClient own = service.client(stack)) {
            holders.prepare(own, options.warmUp().size() + options.load().size());
        }
        if (options.warmUpSeconds() > 0) {
            load.run(options.warmUp(), () -> {});
            drain();
        }
    }

    /** One measured window; ends when everything in it is over, or has had its time. */
    CardMeasurement measure() throws IOException {
        long errorsBefore = journeys.errors();
        CpuMeter meter = new CpuMeter(stack.processes());
        long start = load.run(options.load(), meter::begin);
        drain();
        meter.end();
        return new CardMeasurement(
                options.ratePerSecond(),
                journeys.all().stream()
                        .filter(journey -> journey.beganSince(start))
                        .toList(),
                journeys.errors() - errorsBefore,
                start,
                meter.before(),
                meter.after(),
                meter.generatorCpuMillis());
    }

    /** Over everything that the run did, the warm-up included. */
    CardReconciliation reconcile() throws IOException {
        return CardReconciliation.of(
                journeys.byRegistrationId(), load.begun() - journeys.errors(), heldByCompany(), heldByUs());
    }

    List<String> failures() {
        return journeys.failures();
    }

    /** Registers one card, whose token is the pattern of all others. */
    TokenPages tokenPages() throws IOException {
        try (CoinslotClient own = service.client(stack)) {
            holders.prepare(own, 1);
        }
        load.run(Schedule.of(Schedule.Arrivals.CONSTANT, 1, 1, 1), () -> {});
        drain();
        String token = journeys.all().stream()
                .flatMap(journey -> journey.tokens().stream())
                .findFirst()
                .orElseThrow(() -> new IOException("no card was registered: " + failures()));
        authorization.refresh();
        return new TokenPages(stack.mongodb(), token, gateway, authorization);
    }

    private void drain() {
        long deadline = System.nanoTime() + LONGEST_DRAIN.toNanos();
        while (!journeys.allOver() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }

    /** Tasks are named by the registration that they are of. */
    private List<HeldToken> heldByCompany() throws IOException {
        List<HeldToken> held = new ArrayList<>();
        String after = "0";
        while (true) {
            JsonNode page = read(simulators, "/control/issuer/ledger?limit=200&after=" + after, "");
            for (JsonNode item : page.path("items")) {
                String taskId = item.path("taskId").asString("");
                String registrationId = taskId.substring(0, Math.max(0, taskId.lastIndexOf('-')));
                if (journeys.byRegistrationId().containsKey(registrationId)) {
                    held.add(new HeldToken(
                            registrationId,
                            item.path("tokenUniqueReference").asString(""),
                            item.path("tokenStatus").asString("")));
                }
            }
            if (!page.path("nextCursor").isString() && !page.path("nextCursor").isNumber()) {
                return held;
            }
            after = page.path("nextCursor").asString("");
        }
    }

    /** As the service of the run lists its users' tokens. */
    private List<HeldToken> heldByUs() throws IOException {
        authorization.refresh();
        List<HeldToken> held = new ArrayList<>();
        for (CardHolders.Holder holder : holders.all()) {
            String next = "";
            do {
                JsonNode page =
                        read(gateway, "/v1/tokens?limit=200&userId=" + holder.userId() + next, authorization.header());
                page.path("items")
                        .forEach(item -> held.add(new HeldToken(
                                item.path("registrationId").asString(""),
                                item.path("tokenUniqueReference").asString(""),
                                item.path("status").asString(""))));
                next = page.path("nextCursor").isString()
                        ? "&cursor=" + page.path("nextCursor").stringValue()
                        : "";
            } while (!next.isEmpty());
        }
        return held;
    }

    static JsonNode read(HttpPool server, String target, String headers) throws IOException {
        HttpConnection.Answer answer = server.get(target, headers);
        if (answer.status() != 200) {
            throw new IOException(target + " was answered " + answer.status() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    @Override
    public void close() throws IOException {
        watcher.close();
        webhooks.close();
        gateway.close();
        simulators.close();
    }
}
