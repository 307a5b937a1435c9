package io.coinslot.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What holds for clients and used assertions, wherever they are kept. */
public abstract class ClientsContract {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(3600);

    protected abstract Clients clients();

    protected abstract SpentAssertions spentAssertions();

    @Test
    void keepsAllOfAClient() {
        ClientRecord client = ClientRecord.ofService("arcade")
                .rotated("key-1", LATER, NOW)
                .withKeySet("{\"keys\":[]}")
                .withLimits(new RateLimit(10, 20), List.of(new AmountLimit("KRW", "1000", null)));

        Clients clients = clients();
        clients.addIfMissing(client);

        assertThat(clients.find("svc-arcade")).contains(client);
        assertThat(clients.find("svc-other")).isEmpty();
    }

    @Test
    void keepsTheClientThatWasThereFirst() {
        Clients clients = clients();
        ClientRecord first = ClientRecord.ofService("arcade").rotated("key-1", LATER, NOW);
        clients.addIfMissing(first);

        assertThat(clients.addIfMissing(ClientRecord.ofService("arcade"))).isEqualTo(first);
        assertThat(clients.find("svc-arcade")).contains(first);
    }

    @Test
    void letsOneOfTwoChangesOfTheSameVersionWin() {
        Clients clients = clients();
        ClientRecord client = clients.addIfMissing(ClientRecord.ofService("arcade"));

        assertThat(clients.replace(client.rotated("key-1", LATER, NOW))).isTrue();
        assertThat(clients.replace(client.rotated("key-2", LATER, NOW))).isFalse();
        assertThat(clients.find("svc-arcade").orElseThrow().generation()).isEqualTo(2);
        assertThat(clients.replace(ClientRecord.ofService("nobody"))).isFalse();
    }

    @Test
    void losesNoChangeOfManyAtOnce() throws Exception {
        Clients clients = clients();
        clients.addIfMissing(ClientRecord.ofService("arcade"));

        List<Future<?>> changes = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 5; i++) {
                String key = "key-" + i;
                changes.add(
                        threads.submit(() -> clients.change("svc-arcade", client -> client.rotated(key, LATER, NOW))));
                changes.add(
                        threads.submit(() -> clients.change("svc-arcade", client -> client.rotated(key, LATER, NOW))));
            }
        }
        for (Future<?> change : changes) {
            change.get();
        }

        assertThat(clients.find("svc-arcade").orElseThrow().generation()).isEqualTo(6);
    }

    @Test
    void letsAnAssertionBeUsedOncePerClient() {
        SpentAssertions spent = spentAssertions();

        assertThat(spent.spend("svc-arcade", "a", LATER)).isTrue();
        assertThat(spent.spend("svc-arcade", "a", LATER)).isFalse();
        assertThat(spent.spend("svc-arcade", "b", LATER)).isTrue();
        assertThat(spent.spend("svc-other", "a", LATER)).isTrue();
    }
}
