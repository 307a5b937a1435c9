package io.coinslot.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.gateway.client.AmountLimit;
import io.coinslot.gateway.client.ClientRecord;
import io.coinslot.gateway.client.InMemoryClients;
import io.coinslot.gateway.client.RateLimit;
import java.util.List;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
    private static final RateLimit ONE_IN_LONG = new RateLimit(1, 2);

    @Test
    void letsTheBurstThroughAndThenSaysHowLongToWait() {
        RateLimits limits = new RateLimits();

        assertThat(limits.secondsToWait("a", ONE_IN_LONG)).isZero();
        assertThat(limits.secondsToWait("a", ONE_IN_LONG)).isZero();
        assertThat(limits.secondsToWait("a", ONE_IN_LONG)).isPositive();
        assertThat(limits.secondsToWait("b", ONE_IN_LONG)).isZero();
    }

    @Test
    void takesANewLimitAtOnce() {
        RateLimits limits = new RateLimits();
        limits.secondsToWait("a", new RateLimit(1, 1));

        assertThat(limits.secondsToWait("a", ONE_IN_LONG)).isZero();
    }

    @Test
    void readsAClientsOwnLimitAndElseTheDefault() {
        InMemoryClients clients = new InMemoryClients();
        clients.addIfMissing(ClientRecord.ofService("own").withLimits(ONE_IN_LONG, List.of()));
        clients.addIfMissing(
                ClientRecord.ofService("plain").withLimits(null, List.of(new AmountLimit("KRW", "1", null))));
        ClientLimits limits = new ClientLimits(clients, new RateLimit(7, 7));

        assertThat(limits.of("svc-own")).isEqualTo(ONE_IN_LONG);
        assertThat(limits.of("svc-plain")).isEqualTo(new RateLimit(7, 7));
        assertThat(limits.of("admin")).isEqualTo(new RateLimit(7, 7));
    }

    @Test
    void countsAnIpv6NetworkAsOne() {
        assertThat(RemoteAddress.of("2001:db8::1").network())
                .isEqualTo(RemoteAddress.of("2001:db8::ffff").network())
                .isNotEqualTo(RemoteAddress.of("2001:db9::1").network());
        assertThat(RemoteAddress.of("192.0.2.1").network()).isEqualTo("192.0.2.1");
        assertThat(RemoteAddress.of("::ffff:192.0.2.1").network()).isEqualTo("192.0.2.1");
    }

    @Test
    void knowsItsOwnMachineAndNetwork() {
        assertThat(RemoteAddress.of("127.0.0.1").isNear()).isTrue();
        assertThat(RemoteAddress.of("10.1.2.3").isNear()).isTrue();
        assertThat(RemoteAddress.of("::1").isNear()).isTrue();
        assertThat(RemoteAddress.of("8.8.8.8").isNear()).isFalse();
    }
}
