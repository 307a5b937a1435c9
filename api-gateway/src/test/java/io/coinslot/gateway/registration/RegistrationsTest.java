package io.coinslot.gateway.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.gateway.client.ClientRecord;
import io.coinslot.gateway.client.ClientSecrets;
import io.coinslot.gateway.client.Clients;
import io.coinslot.gateway.client.InMemoryClients;
import io.coinslot.gateway.client.RateLimit;
import io.coinslot.gateway.entrance.EndedTokens;
import io.coinslot.gateway.limit.ClientLimits;
import io.coinslot.gateway.token.AccessToken;
import io.coinslot.servicekit.problem.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RegistrationsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    private final Clients clients = new InMemoryClients();
    private final ClientLimits limits = new ClientLimits(clients, new RateLimit(1, 1));
    private final Registrations registrations = new Registrations(
            clients,
            new ClientSecrets(new byte[32]),
            limits,
            new EndedTokens(clients, limits),
            Clock.fixed(NOW, ZoneOffset.UTC));

    private static AccessToken token(String id, int generation) {
        return new AccessToken(id, "svc-arcade", "arcade", Set.of("services:write"), generation, null, null);
    }

    /** Both were let in, and the catalog took its time. */
    @Test
    void refusesATokenThatAnotherRotationEndedMeanwhile() {
        clients.addIfMissing(ClientRecord.ofService("arcade"));

        registrations.rotate("arcade", "key-1", NOW, true, token("own", 1));

        assertThatThrownBy(() -> registrations.rotate("arcade", "key-2", NOW, true, token("stolen", 1)))
                .isInstanceOf(ProblemException.class);
        assertThat(clients.find("svc-arcade").orElseThrow().generation()).isEqualTo(2);
        assertThat(registrations
                        .rotate("arcade", "key-3", NOW, true, token("fresh", 2))
                        .oldValidUntil())
                .isEqualTo(NOW);
    }
}
