package io.coinslot.simulators;

import io.coinslot.signature.NativeSignatures;
import io.coinslot.simulators.accountprovider.AccountProvider;
import io.coinslot.simulators.appstore.AppStore;
import io.coinslot.simulators.control.ClockControl;
import io.coinslot.simulators.control.ControlApi;
import io.coinslot.simulators.control.ControlledParty;
import io.coinslot.simulators.fault.FaultBoard;
import io.coinslot.simulators.fault.FaultGate;
import io.coinslot.simulators.galaxystore.GalaxyStore;
import io.coinslot.simulators.google.GooglePlay;
import io.coinslot.simulators.issuer.Company;
import io.coinslot.simulators.issuer.Issuer;
import io.coinslot.simulators.market.MarketSurroundings;
import io.coinslot.simulators.market.Party;
import io.coinslot.simulators.memory.MarketClock;
import io.coinslot.simulators.memory.Secrets;
import io.coinslot.simulators.network.PresentedToken;
import io.coinslot.simulators.network.Verdict;
import io.coinslot.simulators.notification.Courier;
import io.coinslot.simulators.notification.Target;
import io.coinslot.simulators.onestore.OneStore;
import io.coinslot.simulators.peer.Peer;
import io.coinslot.simulators.protocol.Handler;
import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.protocol.Request;
import io.coinslot.simulators.protocol.Response;
import io.coinslot.simulators.protocol.SimulatorServer;
import io.coinslot.simulators.stripe.Stripe;
import io.coinslot.simulators.tosspayments.TossPayments;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** All simulated markets, the financial company and the other payment server in one process. */
public final class Simulators implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Simulators.class.getName());

    private final MarketClock marketClock;
    private final Options options;
    private final int port;
    private final Secrets secrets;
    private final List<Party> parties = new ArrayList<>();
    private final Map<String, Handler> handlers = new HashMap<>();
    private final Map<String, ControlledParty> controlled = new HashMap<>();
    private final List<Courier> couriers = new ArrayList<>();
    private final SimulatorServer server;
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("market-deadlines").factory());

    private Simulators(Options options) {
        this.options = options;
        this.port = options.port() == 0 ? freePort() : options.port();
        this.secrets = Secrets.in(options.data());
        this.marketClock = new MarketClock(options.data());
        open(GooglePlay.NAME, "/v1/markets/google-play/notifications", GooglePlay::new);
        open(OneStore.NAME, "/v1/markets/one-store/notifications", OneStore::new);
        open(GalaxyStore.NAME, "/v1/markets/galaxy-store/notifications/{serviceId}", GalaxyStore::new);
        open(AppStore.NAME, "/v1/markets/app-store/notifications/{serviceId}", AppStore::new);
        open(TossPayments.NAME, "/v1/markets/toss-payments/notifications/{serviceId}", TossPayments::new);
        List<Issuer> issuers =
                Arrays.stream(Company.values()).map(this::openCompany).toList();
        open(
                Stripe.NAME,
                "/v1/markets/stripe/notifications/{serviceId}",
                around -> new Stripe(around, presented -> authorised(issuers, presented)));
        AccountProvider accounts = open(AccountProvider.NAME, "", AccountProvider::new);
        open(Peer.NAME, "", around -> new Peer(around, issuers, accounts));
        handlers.put("control", new ControlApi(controlled, new ClockControl(marketClock, this::tick)));
        handlers.put("actuator", Simulators::health);
        this.server = new SimulatorServer(port, handlers);
    }

    /** Opens the markets and starts to serve them. */
    public static Simulators start(Options options) {
        NativeSignatures.install();
        Simulators simulators = new Simulators(options);
        simulators.server.start();
        simulators.ticker.scheduleWithFixedDelay(simulators::tick, 1, 1, TimeUnit.SECONDS);
        return simulators;
    }

    /** Serves until the process ends. */
    public static void main(String[] arguments) throws InterruptedException {
        Simulators simulators = start(Options.parse(arguments));
        Runtime.getRuntime().addShutdownHook(new Thread(simulators::close));
        System.out.println("Markets are open at " + simulators.address());
        Thread.currentThread().join();
    }

    /** The address of the simulators, without a path. */
    public String address() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        ticker.shutdownNow();
        server.close();
        couriers.forEach(Courier::close);
        parties.forEach(Party::close);
    }

    private Issuer openCompany(Company company) {
        return open(company.root(), "/v1/issuers/{shape}/notifications", around -> new Issuer(company, around));
    }

    private <P extends Party> P open(String name, String notificationPath, Function<MarketSurroundings, P> opening) {
        FaultBoard faults = new FaultBoard(Clock.systemUTC(), new Random());
        Courier courier = new Courier(faults);
        Target target = new Target();
        target.set(options.gateway() == null ? null : options.gateway() + notificationPath);
        P party = opening.apply(new MarketSurroundings(
                address(), options.data(), secrets, marketClock, Clock.systemUTC(), faults, courier, target));
        parties.add(party);
        couriers.add(courier);
        handlers.put(name, new FaultGate(faults, party::serve, party));
        controlled.put(name, new ControlledParty(party.controls(), faults, courier));
        return party;
    }

    /** The way of a card network: to the company whose token it is, or to the first, which says no. */
    private static Verdict authorised(List<Issuer> issuers, PresentedToken presented) {
        return issuers.stream()
                .filter(issuer -> issuer.knows(presented))
                .findFirst()
                .orElse(issuers.getFirst())
                .authorise(presented);
    }

    private void tick() {
        for (Party party : parties) {
            try {
                party.tick();
            } catch (RuntimeException failure) {
                // The next tick must still come, or no deadline would ever pass again.
                LOG.log(Level.ERROR, party.name() + " failed at what was due", failure);
            }
        }
    }

    private static Response health(Request request) {
        return Response.json(200, Json.object().put("status", "UP"));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("no free port", e);
        }
    }
}
