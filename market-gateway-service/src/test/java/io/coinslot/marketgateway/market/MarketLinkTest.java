package io.coinslot.marketgateway.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.marketgateway.Orders;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MarketLinkTest {
    private static MarketLink link(String secret) {
        return new MarketLink(
                "arcade",
                Orders.STRIPE,
                true,
                Map.of("accountId", "acct_1"),
                new Credentials(Map.of("secretKey", secret)));
    }

    @Test
    void neverPrintsASecret() {
        assertThat(link("sk_live_1").toString()).doesNotContain("sk_live_1").contains("secretKey");
    }

    @Test
    void saysWhatTheLinkLacks() {
        assertThatThrownBy(() -> link("sk_live_1").required("packageName"))
                .isInstanceOfSatisfying(
                        MarketFailure.class,
                        failure -> assertThat(failure.isOurs()).isTrue())
                .hasMessageContaining("packageName");
    }

    @Test
    void makesAClientAnewOnlyWhenTheLinkChanges() throws MarketFailure {
        AtomicInteger made = new AtomicInteger();
        LinkedClients<Integer> clients = new LinkedClients<>(link -> made.incrementAndGet());
        assertThat(clients.of(link("a"))).isEqualTo(1);
        assertThat(clients.of(link("a"))).isEqualTo(1);
        assertThat(clients.of(link("b"))).isEqualTo(2);
    }
}
