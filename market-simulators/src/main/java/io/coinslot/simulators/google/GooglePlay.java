package io.coinslot.simulators.google;

import io.coinslot.simulators.control.MarketControl;
import io.coinslot.simulators.market.Market;
import io.coinslot.simulators.market.MarketSurroundings;
import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.protocol.Request;
import io.coinslot.simulators.protocol.Response;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The simulated Google Play. */
public final class GooglePlay implements Market {
    /** The market's name. */
    public static final String NAME = "google-play";

    private static final List<String> API_ROOT = List.of("androidpublisher", "v3", "applications");

    private final String address;
    private final ServiceAccounts accounts;
    private final TokenEndpoint tokens;
    private final PlayMemory memory;
    private final PlayStore store;
    private final PlayApi api;
    private final PlayControl control;

    /** Opens the market with what it remembers. */
    public GooglePlay(MarketSurroundings surroundings) {
        this.address = surroundings.address() + "/" + NAME;
        this.accounts = new ServiceAccounts(surroundings.data(), surroundings.secrets());
        this.tokens = new TokenEndpoint(
                accounts, surroundings.secrets(), surroundings.marketClock(), surroundings.realClock());
        this.memory = new PlayMemory(surroundings.data());
        PlayNotifications notifications = new PlayNotifications(
                surroundings.courier(),
                surroundings.target(),
                new PushTokens(accounts, surroundings.realClock()),
                accounts,
                surroundings.marketClock());
        this.store = new PlayStore(memory, notifications, surroundings.marketClock());
        this.api = new PlayApi(store, new VoidList(store, surroundings.marketClock()), surroundings.marketClock());
        this.control = new PlayControl(
                store,
                accounts,
                new PlayResend(store, accounts, notifications, surroundings.courier()),
                surroundings.target(),
                surroundings.marketClock(),
                address);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Response serve(Request request) {
        try {
            return answer(request);
        } catch (PlayRefusal refusal) {
            return refusal.response();
        }
    }

    @Override
    public Response fail(Request request, int status) {
        return PlayRefusal.ofStatus(status).response();
    }

    @Override
    public MarketControl control() {
        return control;
    }

    @Override
    public void tick() {
        store.expireUnacknowledged();
    }

    @Override
    public void close() {
        memory.close();
        accounts.close();
    }

    private Response answer(Request request) {
        List<String> path = request.path();
        if (path.size() > API_ROOT.size() + 1
                && path.subList(0, API_ROOT.size()).equals(API_ROOT)) {
            String packageName = path.get(API_ROOT.size());
            authorize(request, packageName);
            return api.answer(packageName, request.below(API_ROOT.size() + 1));
        }
        return switch (request.method() + " " + String.join("/", path)) {
            case "POST token" -> tokens.issue(request, address + "/token");
            case "GET oauth2/v3/certs" -> Response.json(200, keys());
            default -> throw PlayRefusal.noSuchMethod();
        };
    }

    private void authorize(Request request, String packageName) {
        ServiceAccount account = tokens.authenticate(request);
        if (account == null) {
            throw PlayRefusal.unauthenticated();
        }
        if (!account.packageName().equals(packageName)) {
            throw PlayRefusal.forbidden();
        }
    }

    private ObjectNode keys() {
        ObjectNode keys = Json.object();
        keys.putArray("keys").add(accounts.signingKey().jwk());
        return keys;
    }
}
