package io.coinslot.client;

import static io.coinslot.client.Call.segment;

import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
     * Answers when the statement has reached this version, or as it is once the wait (30 seconds at most) is over:
     * drawn up, or failed, it has version 2.
     */
    public Settlement awaitVersion(String settlementId, long minVersion, Duration wait) {
        return transport.send(
                Call.get(path(settlementId)).query("minVersion", minVersion).waiting(wait), Settlement.class);
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

    /** What a market charges: the service's own rules, then the built-in ones. */
    public List<FeeRule> feeSchedule(Market market) {
        byte[] body = transport
                .send(Call.get("/v1/fee-schedules/" + segment(market.id())))
                .body();
        return Json.readList(body, FeeRule.class);
    }

    /** The balanced entries of a purchase, in the order of booking; none while nothing is booked. */
    public Stream<JournalEntry> journalEntries(String purchaseId) {
        return Page.stream(cursor -> transport.sendForPage(
                Call.get("/v1/journal-entries").query("purchaseId", purchaseId).query("cursor", cursor),
                JournalEntry.class));
    }

    /** What each account of the service stands at; it follows the journal within moments. */
    public List<AccountAmount> balances() {
        return balances(null);
    }

    /** The same of one of its users. */
    public List<AccountAmount> balancesOfUser(String userId) {
        return balances(userId);
    }

    private List<AccountAmount> balances(@Nullable String userId) {
        return transport
                .send(Call.get("/v1/balances").query("userId", userId), Balances.class)
                .balances();
    }

    /** What was paid and is in no statement, since no fee schedule covers it. */
    public Stream<UnbookedCapture> unbookedCaptures() {
        return Page.stream(cursor -> transport.sendForPage(
                Call.get("/v1/unbooked-captures").query("cursor", cursor), UnbookedCapture.class));
    }

    private record Balances(List<AccountAmount> balances) {}

    private static String path(String settlementId) {
        return PATH + "/" + segment(settlementId);
    }
}
