package io.coinslot.cardregistry.peer.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.cardregistry.account.http.PublishedKeys;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeerLinkTest {
    @ParameterizedTest
    @CsvSource({
        "https://peer.example, https://peer.example/peer/v1/notifications",
        "https://peer.example/, https://peer.example/peer/v1/notifications",
        "https://bank.example:8443/wallets/two, https://bank.example:8443/wallets/two/peer/v1/notifications",
        "https://bank.example/wallets/two/, https://bank.example/wallets/two/peer/v1/notifications"
    })
    void keepsThePathThatThePeerLiesUnder(URI base, URI address) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            PublishedKeys keys = new PublishedKeys(base, http, Clock.systemUTC());
            assertThat(new PeerLink("peer", base, keys).address("/peer/v1/notifications"))
                    .isEqualTo(address);
        }
    }
}
