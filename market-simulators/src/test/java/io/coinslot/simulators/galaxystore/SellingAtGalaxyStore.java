package io.coinslot.simulators.galaxystore;

import static io.coinslot.simulators.galaxystore.GalaxyMerchant.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.simulators.OpenMarkets;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;

/** A seller's server before the simulated Galaxy Store. */
@ResourceLock("the open markets of Galaxy Store")
abstract class SellingAtGalaxyStore {
    static final String PRICE = "\"price\":{\"amount\":\"1200\",\"currency\":\"KRW\"}";

    @TempDir
    static Path data;

    static OpenMarkets markets;
    static GalaxyMerchant merchant;

    @BeforeAll
    static void open() {
        markets = new OpenMarkets(data);
        merchant = new GalaxyMerchant(markets, "arcade");
    }

    @AfterAll
    static void close() {
        merchant.close();
        markets.close();
    }

    @AfterEach
    void heal() {
        markets.delete("/control/galaxy-store/faults");
    }

    static JsonNode statusOf(HttpResponse<String> finished) {
        assertThat(finished.statusCode()).isEqualTo(200);
        return body(finished).path("purchaseItemList").get(0).path("statusCode");
    }
}
