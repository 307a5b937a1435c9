package io.coinslot.simulators.onestore;

import io.coinslot.simulators.control.MarketControl;
import io.coinslot.simulators.market.Market;
import io.coinslot.simulators.market.MarketSurroundings;
import io.coinslot.simulators.protocol.Request;
import io.coinslot.simulators.protocol.Response;
import java.util.List;

/** The simulated ONE store. Its two hosts are served below {@code commercial} and {@code sandbox}. */
public final class OneStore implements Market {
    /** The market's name. */
    public static final String NAME = "one-store";

    private final Applications applications;
    private final AccessTokens tokens;
    private final StoreMemory memory;
    private final Purchases purchases;
    private final StoreApi api;
    private final StoreControl control;

    /** Opens the market with what it remembers. */
    public OneStore(MarketSurroundings surroundings) {
        this.applications = new Applications(surroundings.data(), surroundings.secrets());
        this.tokens = new AccessTokens(applications, surroundings.marketClock());
        this.memory = new StoreMemory(surroundings.data());
        PaymentNotifications notifications =
                new PaymentNotifications(surroundings.courier(), surroundings.target(), applications);
        this.purchases = new Purchases(memory, notifications, surroundings.marketClock());
        this.api = new StoreApi(purchases, new VoidList(purchases, surroundings.marketClock()));
        this.control = new StoreControl(
                purchases,
                applications,
                tokens,
                new NotificationResend(
                        purchases, applications, notifications, surroundings.courier(), surroundings.marketClock()),
                surroundings.target(),
                surroundings.marketClock());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Response serve(Request request) {
        try {
            return answer(request);
        } catch (OneStoreRefusal refusal) {
            return refusal.response();
        }
    }

    @Override
    public Response fail(Request request, int status) {
        return OneStoreRefusal.ofStatus(status).response();
    }

    @Override
    public MarketControl control() {
        return control;
    }

    @Override
    public void tick() {
        purchases.cancelUnfinished();
    }

    @Override
    public void close() {
        memory.close();
        applications.close();
    }

    private Response answer(Request request) {
        List<String> path = request.path();
        Environment environment = path.isEmpty() ? null : Environment.of(path.getFirst());
        if (environment == null || path.size() < 4 || !path.get(1).equals("v7")) {
            throw OneStoreRefusal.noSuchPath();
        }
        if (path.subList(2, path.size()).equals(List.of("oauth", "token"))) {
            return tokens.issue(request, environment);
        }
        if (!path.get(2).equals("apps")) {
            throw OneStoreRefusal.noSuchPath();
        }
        String clientId = tokens.authenticate(request, environment);
        if (!clientId.equals(path.get(3))) {
            throw OneStoreRefusal.unauthorized();
        }
        return api.answer(new StoreApi.Counter(environment, clientId, marketCode(request)), request.below(4));
    }

    private static MarketCode marketCode(Request request) {
        String header = request.header().apply("x-market-code");
        return MarketCode.of(header == null ? "" : header);
    }
}
