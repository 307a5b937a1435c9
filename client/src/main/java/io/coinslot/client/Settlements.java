package io.coinslot.client;

import static io.coinslot.client.Call.segment;

import java.io.InputStream;
import java.util.List;

/** Statements, and what the markets charge. */
public final class Settlements {
    private static final String PATH = "/v1/settlements";

    private final Transport transport;

    Settlements(Transport transport) {
        this.transport = transport;
    }

    /** Asks for a statement; {@link #get} shows when it is ready. */
    public Settlement request(NewSettlement settlement) {
        return transport.send(Call.post(PATH, null).json(settlement), Settlement.class);
    }

    /** The same under the caller's idempotency key. */
    public Settlement request(NewSettlement settlement, String idempotencyKey) {
        return transport.send(Call.post(PATH, idempotencyKey).json(settlement), Settlement.class);
    }

    public Settlement get(String settlementId) {
        return transport.send(Call.get(path(settlementId)), Settlement.class);
    }

    /**
     * The statement's entries as CSV, read as they come; close the stream. A read for which nothing comes for half a
     * minute ends with an {@link java.io.IOException}.
     */
    public InputStream entriesCsv(String settlementId) {
        return transport.open(Call.get(path(settlementId) + "/entries.csv").streamed("text/csv"));
    }

    /** Sets what a market charges, each period from its day on. */
    public void setFeeSchedule(Market market, List<FeePeriod> periods) {
        transport.send(Call.put("/v1/fee-schedules/" + segment(market.id()), periods));
    }

    private static String path(String settlementId) {
        return PATH + "/" + segment(settlementId);
    }
}
