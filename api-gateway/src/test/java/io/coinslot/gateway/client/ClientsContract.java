package io.coinslot.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What holds for clients and used ids, wherever they are kept. */
public abstract class ClientsContract {
    protected static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(3600);

    protected abstract Clients clients();

    protected abstract SpentIds spentIds();

    @Test
    void keepsAllOfAClient() {
        ClientRecord client = ClientRecord.ofService("arcade")
                .rotated("key-1", LATER, NOW)
                .rotatedAlone("key-2", LATER, NOW, "token-1")
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
        for (int round = 0; round < 100; round++) {
            String clientId = clients.addIfMissing(ClientRecord.ofService("arcade-" + round))
                    .clientId();
            List<Future<?>> changes = new ArrayList<>();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 10; i++) {
                    String key = "key-" + i / 2;
                    changes.add(
                            threads.submit(() -> clients.change(clientId, client -> client.rotated(key, LATER, NOW))));
                }
            }
            for (Future<?> change : changes) {
                change.get();
            }
            ClientRecord changed = clients.find(clientId).orElseThrow();
            assertThat(changed.generation()).as("after round %d", round).isEqualTo(6);
            assertThat(changed.rotations()).hasSize(5);
        }
    }

    /**
     * A client read half before and half after a change is the one way in which a conditional write by version can
     * lose a change: with the new version and the old secrets it would be written over the new one.
     */
    @Test
    void readsEachClientWhole() throws Exception {
        Clients clients = clients();
        ClientRecord client = clients.addIfMissing(ClientRecord.ofService("arcade"));
        AtomicBoolean changing = new AtomicBoolean(true);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> reader = threads.submit(() -> readsWhile(changing, clients));
            for (int i = 0; i < 2_000; i++) {
                client = client.rotated("key-" + i, NOW, NOW.plus(Duration.ofHours(12L * i)));
                assertThat(clients.replace(client)).isTrue();
            }
            changing.set(false);
            assertThat(reader.get()).isPositive();
        }
    }

    private static int readsWhile(AtomicBoolean changing, Clients clients) {
        int reads = 0;
        do {
            ClientRecord read = clients.find("svc-arcade").orElseThrow();
            assertThat(read.version()).isEqualTo(read.generation());
            // A rotation each half a day, of which a month's are remembered.
            assertThat(read.rotations()).hasSize((int) Math.min(read.version() - 1, 62));
            reads++;
        } while (changing.get());
        return reads;
    }

    @Test
    void sendsAChangeAwayThatOthersAlwaysOvertake() {
        Clients clients = clients();
        clients.addIfMissing(ClientRecord.ofService("arcade"));

        assertThatThrownBy(() -> clients.change("svc-arcade", client -> {
                    clients.replace(client.withKeySet("{}"));
                    return client.rotated("key-1", LATER, NOW);
                }))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.problem().type()).isEqualTo(GeneralProblem.UNAVAILABLE));
        assertThat(clients.find("svc-arcade").orElseThrow().generation()).isEqualTo(1);
    }

    @Test
    void letsAnIdBeUsedOncePerOwner() {
        SpentIds spent = spentIds();

        assertThat(spent.spend("svc-arcade", "a", LATER)).isTrue();
        assertThat(spent.spend("svc-arcade", "a", LATER)).isFalse();
        assertThat(spent.spend("svc-arcade", "b", LATER)).isTrue();
        assertThat(spent.spend("svc-other", "a", LATER)).isTrue();
    }
}
