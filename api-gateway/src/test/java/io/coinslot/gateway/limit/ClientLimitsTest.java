package io.coinslot.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.gateway.client.ClientRecord;
import io.coinslot.gateway.client.Clients;
import io.coinslot.gateway.client.InMemoryClients;
import io.coinslot.gateway.client.RateLimit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClientLimitsTest {
    private static final RateLimit DEFAULT = new RateLimit(7, 7);
    private static final RateLimit OWN = new RateLimit(1, 2);

    private final StoreThatGoesAway clients = new StoreThatGoesAway();
    private long nanos;
    private final ClientLimits limits = new ClientLimits(clients, DEFAULT, () -> nanos, Runnable::run);

    private static final class StoreThatGoesAway implements Clients {
        private final Clients clients = new InMemoryClients();
        private boolean away;

        @Override
        public Optional<ClientRecord> find(String clientId) {
            if (away) {
                throw new IllegalStateException("away");
            }
            return clients.find(clientId);
        }

        @Override
        public ClientRecord addIfMissing(ClientRecord client) {
            return clients.addIfMissing(client);
        }

        @Override
        public boolean replace(ClientRecord changed) {
            return clients.replace(changed);
        }
    }

    private RateLimit readAgain() {
        nanos += ClientLimits.READ_AGAIN_AFTER.plusSeconds(1).toNanos();
        limits.of("svc-own");
        return limits.of("svc-own");
    }

    @Test
    void holdsTheLastKnownLimitWhileTheStoreIsAway() {
        ClientRecord own = clients.addIfMissing(ClientRecord.ofService("own").withLimits(OWN, List.of()));
        assertThat(limits.of("svc-own")).isEqualTo(OWN);

        clients.away = true;
        assertThat(readAgain()).isEqualTo(OWN);
        assertThat(readAgain()).isEqualTo(OWN);

        clients.away = false;
        clients.replace(own.withLimits(new RateLimit(3, 4), List.of()));
        assertThat(readAgain()).isEqualTo(new RateLimit(3, 4));
    }

    @Test
    void holdsTheDefaultWhereNoneIsKnownUntilTheStoreIsBack() {
        clients.addIfMissing(ClientRecord.ofService("own").withLimits(OWN, List.of()));
        clients.away = true;
        assertThat(limits.of("svc-own")).isEqualTo(DEFAULT);

        clients.away = false;
        assertThat(readAgain()).isEqualTo(OWN);
    }

    @Test
    void goesBackToTheDefaultWhenTheLimitIsTakenAway() {
        ClientRecord own = clients.addIfMissing(ClientRecord.ofService("own").withLimits(OWN, List.of()));
        assertThat(limits.of("svc-own")).isEqualTo(OWN);

        clients.replace(own.withLimits(null, List.of()));

        assertThat(readAgain()).isEqualTo(DEFAULT);
    }
}
