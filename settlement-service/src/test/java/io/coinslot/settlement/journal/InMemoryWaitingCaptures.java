package io.coinslot.settlement.journal;

import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

public class InMemoryWaitingCaptures implements WaitingCaptures {
    private final TreeMap<String, WaitingCapture> captures = new TreeMap<>();

    @Override
    public synchronized void add(WaitingCapture capture) {
        captures.putIfAbsent(capture.id(), capture);
    }

    @Override
    public synchronized CompletionStage<Boolean> has(String purchaseId) {
        return CompletableFuture.completedFuture(captures.values().stream()
                .anyMatch(capture -> capture.purchaseId().equals(purchaseId)));
    }

    @Override
    public synchronized CompletionStage<Void> remove(String purchaseId) {
        captures.remove(purchaseId);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public synchronized CompletionStage<Void> remove(String purchaseId, String transactionId) {
        captures.remove(WaitingCapture.idOf(purchaseId, transactionId));
        return remove(purchaseId);
    }

    @Override
    public synchronized List<WaitingCapture> of(String serviceId, String afterId, int most) {
        return captures.values().stream()
                .filter(capture -> capture.serviceId().equals(serviceId))
                .filter(capture -> afterId == null || capture.id().compareTo(afterId) > 0)
                .limit(most)
                .toList();
    }

    @Override
    public synchronized int count(int most) {
        return Math.min(captures.size(), most);
    }
}
