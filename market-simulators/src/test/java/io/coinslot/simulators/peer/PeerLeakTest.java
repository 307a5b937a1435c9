package io.coinslot.simulators.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.simulators.LeakScan;
import io.coinslot.simulators.OpenMarkets;
import io.coinslot.simulators.protocol.Json;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerLeakTest {
    @TempDir
    Path folder;

    @Test
    void noCardNumberIsLoggedKeptOrAnsweredWhateverHappens() {
        try (LeakScan scan = new LeakScan();
                OpenMarkets markets = new OpenMarkets(folder);
                PaymentServer server = new PaymentServer(markets, "coinslot")) {
            // Nobody listens there, so that failed deliveries are logged too.
            markets.post("/control/peer/partners", "{\"serviceId\":\"coinslot\",\"baseUrl\":\"http://127.0.0.1:1\"}");
            LeakScan.cards().forEach((number, expiry) -> use(markets, server, number, expiry));
            assertThat(scan.lines()).anyMatch(line -> line.contains("No answer from"));
            assertThat(scan.leaks(folder)).isEmpty();
        }
    }

    private static void use(OpenMarkets markets, PaymentServer server, String number, String expiry) {
        String cardId = markets.post(
                        "/control/peer/cards",
                        "{\"accountId\":\"of %s\",\"accountNumber\":\"%s\",\"expiryMonth\":\"%s\",\"expiryYear\":\"%s\"}"
                                .formatted(number.hashCode(), number, expiry.substring(0, 2), expiry.substring(2)))
                .path("cardId")
                .stringValue();
        PaymentServer.Answer found = server.search("of " + number.hashCode());
        PaymentServer.Answer credential = server.credential(found.reference(0), "task");
        assertThat(found.body().toString() + credential.body()).doesNotContain(number);
        assertThat(credential.status()).isEqualTo(200);
        markets.post("/control/peer/cards/" + cardId + "/remove", "{}");
        // The number in the places where it does not belong.
        server.send(
                "/peer/v1/cards/search",
                Json.object().put("accountNumber", number).put("purpose", number));
        markets.answerTo("POST", "/control/peer/cards", "{\"accountNumber\":\"" + number + "\", broken");
        markets.answerTo("POST", "/control/peer/cards", "{\"accountNumber\":\"" + number + "\"}");
    }
}
