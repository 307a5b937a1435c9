package io.coinslot.simulators.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.simulators.LeakScan;
import io.coinslot.simulators.OpenMarkets;
import io.coinslot.simulators.protocol.Json;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IssuerLeakTest {
    @TempDir
    Path folder;

    @Test
    void noCardNumberIsLoggedOrKeptWhateverHappens() {
        try (LeakScan scan = new LeakScan();
                OpenMarkets markets = new OpenMarkets(folder);
                TokenRequestor requestor = new TokenRequestor(markets, "coinslot")) {
            // Nobody listens there, so that failed deliveries are logged too.
            markets.post("/control/issuer/notification-target", "{\"url\":\"http://127.0.0.1:1/{shape}\"}");
            LeakScan.cards().forEach((number, expiry) -> {
                String taskId = UUID.randomUUID().toString();
                assertThat(requestor
                                .mdes("tokenize", requestor.order(taskId, number, expiry, "app-" + taskId))
                                .body()
                                .toString())
                        .doesNotContain(number);
                misused(markets, requestor, number);
            });
            markets.post("/control/clock", "{\"advance\":\"PT5S\"}");
            assertThat(markets.get("/control/issuer/ledger?limit=1000")
                            .path("items")
                            .size())
                    .isEqualTo(LeakScan.cards().size());
            assertThat(scan.lines()).anyMatch(line -> line.contains("No answer from"));
            assertThat(scan.leaks(folder)).isEmpty();
        }
    }

    /** The number in all the places where it does not belong. */
    private static void misused(OpenMarkets markets, TokenRequestor requestor, String number) {
        requestor.mdes("tokenize", Json.object().put("taskId", number).put("accountNumber", number));
        requestor.mdes("tokenize", requestor.order("x", Json.object().put("panUniqueReference", number), "app"));
        requestor.plain("POST", "/registrations", "{\"taskId\":\"" + number + "\", broken");
        requestor.send(HttpRequest.newBuilder(URI.create(markets.address() + "/issuer/mdes/digitization/1/0/tokenize"))
                .POST(HttpRequest.BodyPublishers.ofString("{\"accountNumber\":\"" + number))
                .build());
        String wrong = "{\"accountNumber\":\"" + number + "\",\"decision\":\"MARVEL\"}";
        assertThat(markets.answerTo("POST", "/control/issuer/decisions", wrong).statusCode())
                .isEqualTo(400);
    }
}
