package io.coinslot.billing.purchase;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was brought and what happened, bounded.
 *
 * @param collapsed how many of the oldest history entries were dropped
 */
public record Trail(
        List<Receipt> receipts, List<ClientEvent> clientEvents, List<HistoryEntry> history, long collapsed) {
    public static final int MOST_RECEIPTS = 20;
    public static final int MOST_TIMES_AGAIN = 20;
    public static final int MOST_CLIENT_EVENTS = 200;
    static final int MOST_HISTORY = 200;
    static final Trail EMPTY = new Trail(List.of(), List.of(), List.of(), 0);

    public Trail {
        receipts = List.copyOf(receipts);
        clientEvents = List.copyOf(clientEvents);
        history = List.copyOf(history);
    }

    public Optional<Receipt> receipt(String receiptId) {
        return receipts.stream()
                .filter(receipt -> receipt.receiptId().equals(receiptId))
                .findFirst();
    }

    /** Whether some receipt has not been answered by the market. */
    public boolean hasOpenReceipt() {
        return receipts.stream().anyMatch(receipt -> receipt.refusal() == null);
    }

    /** How many times the market was asked again about receipts that it had refused. */
    public int timesSubmittedAgain() {
        return receipts.stream().mapToInt(Receipt::timesAgain).sum();
    }

    public boolean knowsClientEvent(String eventId) {
        return clientEvents.stream().anyMatch(event -> event.eventId().equals(eventId));
    }

    public Trail with(Receipt receipt) {
        List<Receipt> next = new ArrayList<>(receipts);
        next.removeIf(other -> other.receiptId().equals(receipt.receiptId()));
        next.add(receipt);
        return new Trail(next, clientEvents, history, collapsed);
    }

    public Trail with(ClientEvent event) {
        List<ClientEvent> next = new ArrayList<>(clientEvents);
        next.add(event);
        return new Trail(receipts, next, history, collapsed);
    }

    Trail with(List<HistoryEntry> entries) {
        List<HistoryEntry> next = new ArrayList<>(history.size() + entries.size());
        next.addAll(history);
        next.addAll(entries);
        int surplus = Math.max(0, next.size() - MOST_HISTORY);
        return new Trail(receipts, clientEvents, next.subList(surplus, next.size()), collapsed + surplus);
    }
}
