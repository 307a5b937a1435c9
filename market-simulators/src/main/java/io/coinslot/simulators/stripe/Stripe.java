package io.coinslot.simulators.stripe;

import io.coinslot.simulators.control.MarketControl;
import io.coinslot.simulators.market.Market;
import io.coinslot.simulators.market.MarketSurroundings;
import io.coinslot.simulators.network.CardNetwork;
import io.coinslot.simulators.protocol.Request;
import io.coinslot.simulators.protocol.Response;
import java.util.function.Consumer;

/** The simulated Stripe. One lock makes each request, with all its traces, one step. */
public final class Stripe implements Market {
    /** The market's name. */
    public static final String NAME = "stripe";

    private final Object lock = new Object();
    private final StripeMemory memory;
    private final Accounts accounts;
    private final Idempotency idempotency;
    private final StripeApi api;
    private final MarketControl control;

    /** Opens the market with what it remembers, and asks those behind network tokens by this way. */
    public Stripe(MarketSurroundings surroundings, CardNetwork network) {
        this.memory = new StripeMemory(surroundings.data());
        this.accounts = new Accounts(memory, surroundings.secrets());
        Webhooks webhooks = new Webhooks(
                surroundings.courier(),
                surroundings.target(),
                accounts.byId(),
                memory.deliveries,
                surroundings.realClock());
        Events events = new Events(memory, webhooks, surroundings.marketClock());
        Bank bank = new Bank(memory, events, surroundings.marketClock());
        this.idempotency = new Idempotency(memory, surroundings.marketClock());
        this.api = new StripeApi(memory, bank, new NetworkTokens(network), accounts.byKey(), idempotency);
        StripeResend resend = new StripeResend(memory, accounts, events, webhooks, surroundings.courier());
        this.control = new LockedControl(
                new StripeControl(memory, bank, accounts, surroundings.target(), surroundings.secrets()),
                resend,
                memory,
                lock);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Response serve(Request request) {
        synchronized (lock) {
            return api.answer(request);
        }
    }

    /** A plain 500 is what the endpoint answered, so it is kept under the key; other failures never reached it. */
    @Override
    public Response fail(Request request, int status) {
        if (status == 409 && request.header().apply("idempotency-key") != null) {
            String key = String.valueOf(request.header().apply("idempotency-key"));
            return StripeRefusal.idempotencyInUse(key).response().with("Stripe-Should-Retry", "true");
        }
        Response failure = StripeRefusal.ofStatus(status).response();
        if (status != 500) {
            return failure.with("Stripe-Should-Retry", Boolean.toString(status == 429 || status > 500));
        }
        keep(request, caller -> idempotency.keepFailure(caller, request, failure));
        return failure;
    }

    /** What was done stays done, and the key goes on saying that it failed. */
    @Override
    public Response failAfter(Request request, Response done, int status) {
        Response failure = fail(request, status);
        if (status == 500 && !Idempotency.isReplay(done)) {
            keep(request, caller -> idempotency.keepInstead(caller, request, failure));
        }
        return failure;
    }

    @Override
    public MarketControl control() {
        return control;
    }

    @Override
    public void tick() {
        // Nothing at Stripe falls due by itself.
    }

    @Override
    public void close() {
        memory.close();
    }

    private void keep(Request request, Consumer<Caller> keeping) {
        if (!request.method().equals("POST")) {
            return;
        }
        synchronized (lock) {
            try {
                keeping.accept(Caller.of(request, accounts.byKey()));
            } catch (StripeRefusal unauthenticated) {
                // Whoever has no account has no kept answers either.
            }
        }
    }
}
