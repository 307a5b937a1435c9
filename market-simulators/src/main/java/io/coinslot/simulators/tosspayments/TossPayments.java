package io.coinslot.simulators.tosspayments;

import io.coinslot.simulators.control.MarketControl;
import io.coinslot.simulators.market.Market;
import io.coinslot.simulators.market.MarketSurroundings;
import io.coinslot.simulators.protocol.Request;
import io.coinslot.simulators.protocol.Response;
import java.util.function.Consumer;

/** The simulated Toss Payments. One lock makes each request, with all its traces, one step. */
public final class TossPayments implements Market {
    /** The market's name. */
    public static final String NAME = "toss-payments";

    private final Object lock = new Object();
    private final TossMemory memory;
    private final Till till;
    private final Idempotency idempotency;
    private final TossApi api;
    private final MarketControl control;

    /** Opens the market with what it remembers. */
    public TossPayments(MarketSurroundings surroundings) {
        this.memory = new TossMemory(surroundings.data());
        TossWebhooks webhooks = new TossWebhooks(memory, surroundings.courier(), surroundings.target());
        this.till = new Till(memory, webhooks, surroundings.marketClock());
        this.idempotency = new Idempotency(memory, surroundings.marketClock());
        this.api = new TossApi(memory, till, idempotency);
        TossControl plain = new TossControl(memory, till, surroundings.secrets(), surroundings.target());
        TossResend resend = new TossResend(memory, plain, webhooks, surroundings.courier(), surroundings.marketClock());
        this.control = new LockedControl(plain, resend, memory, lock);
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

    /** What the endpoint itself answered, a provider's failure for one, is kept under the key; the rest came before it. */
    @Override
    public Response fail(Request request, int status) {
        Response failure = TossRefusal.ofStatus(status).response();
        if (isKept(request, status)) {
            keep(request, shop -> idempotency.keepFailure(shop, request, failure));
        }
        return failure;
    }

    @Override
    public Response failAfter(Request request, Response done, int status) {
        Response failure = TossRefusal.ofStatus(status).response();
        if (isKept(request, status)) {
            keep(request, shop -> idempotency.keepInstead(shop, request, failure));
        }
        return failure;
    }

    private static boolean isKept(Request request, int status) {
        return request.method().equals("POST") && (status == 400 || status == 500);
    }

    private void keep(Request request, Consumer<Shop> keeping) {
        synchronized (lock) {
            try {
                keeping.accept(api.shop(request));
            } catch (TossRefusal refused) {
                // Whoever is not let in has no kept answers either.
            }
        }
    }

    @Override
    public MarketControl control() {
        return control;
    }

    @Override
    public void tick() {
        synchronized (lock) {
            memory.together(() -> {
                till.expireOverdue();
                return true;
            });
        }
    }

    @Override
    public void close() {
        memory.close();
    }
}
