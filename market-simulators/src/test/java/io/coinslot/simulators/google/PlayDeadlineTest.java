package io.coinslot.simulators.google;

import static io.coinslot.simulators.google.PlayDeveloper.token;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.api.services.androidpublisher.model.VoidedPurchase;
import io.coinslot.simulators.OpenMarkets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class PlayDeadlineTest {
    private static final String PRICE = "\"price\":{\"amount\":\"1200\",\"currency\":\"KRW\"}";

    @TempDir
    Path data;

    @Test
    void purchaseThatNobodyAcknowledgesForThreeDaysIsRefunded() throws IOException {
        try (OpenMarkets markets = new OpenMarkets(data)) {
            PlayDeveloper developer = new PlayDeveloper(markets, "arcade");
            JsonNode forgotten = developer.sells(PRICE);
            JsonNode acknowledged = developer.sells(PRICE);
            JsonNode pending = developer.sells(PRICE + ",\"outcome\":\"PENDING\"");
            developer
                    .publisher
                    .purchases()
                    .products()
                    .acknowledge(developer.packageName, "gem_100", token(acknowledged), null)
                    .execute();

            // Moving the markets' clock also expires the access token, which the library renews by itself.
            markets.post("/control/clock", "{\"advance\":\"PT71H\"}");
            assertThat(voids(developer)).isEmpty();
            markets.post("/control/google-play/purchases/" + token(pending) + "/complete", "{}");
            markets.post("/control/clock", "{\"advance\":\"PT2H\"}");

            assertThat(voids(developer)).singleElement().satisfies(voided -> {
                assertThat(voided.getPurchaseToken()).isEqualTo(token(forgotten));
                assertThat(voided.getVoidedReason()).isEqualTo(8);
                assertThat(voided.getVoidedSource()).isEqualTo(2);
            });
        }
    }

    @Test
    void everythingIsRememberedAfterTheProcessIsKilled() throws IOException {
        JsonNode held;
        JsonNode before;
        try (OpenMarkets markets = new OpenMarkets(data)) {
            PlayDeveloper developer = new PlayDeveloper(markets, "arcade");
            held = developer.sells(PRICE);
            markets.post("/control/google-play/refunds", "{\"purchaseToken\":\"" + token(held) + "\"}");
            developer.sells(PRICE);
            markets.post("/control/clock", "{\"advance\":\"PT1H\"}");
            before = markets.get("/control/google-play/ledger");
            tearTheLastLine();
        }
        try (OpenMarkets markets = new OpenMarkets(data)) {
            PlayDeveloper developer = new PlayDeveloper(markets, "arcade");
            assertThat(markets.get("/control/google-play/ledger")).isEqualTo(before);
            assertThat(voids(developer))
                    .extracting(VoidedPurchase::getPurchaseToken)
                    .containsExactly(token(held));
            assertThat(markets.get("/control/clock").path("ahead").stringValue())
                    .isEqualTo("PT1H");
        }
    }

    private void tearTheLastLine() throws IOException {
        java.nio.file.Files.writeString(
                data.resolve("google-play.journal"),
                "{\"kind\":\"purchase\",\"val",
                java.nio.file.StandardOpenOption.APPEND);
    }

    private static List<VoidedPurchase> voids(PlayDeveloper developer) throws IOException {
        List<VoidedPurchase> voids = developer
                .publisher
                .purchases()
                .voidedpurchases()
                .list(developer.packageName)
                .execute()
                .getVoidedPurchases();
        return voids == null ? List.of() : voids;
    }
}
