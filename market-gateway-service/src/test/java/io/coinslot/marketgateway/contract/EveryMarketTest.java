package io.coinslot.marketgateway.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.journey.SimulatedMarkets;
import io.coinslot.marketgateway.market.OfMarket;
import io.coinslot.marketgateway.market.VerifiesReceipts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No market is left without the contract. */
class EveryMarketTest {
    private static final List<Function<SimulatedMarkets, MarketUnderTest>> UNDER_CONTRACT = List.of(
            GooglePlayUnderTest::new,
            OneStoreUnderTest::new,
            GalaxyStoreUnderTest::new,
            AppStoreUnderTest::new,
            StripeUnderTest::new,
            TossPaymentsUnderTest::new);

    @Test
    void everyMarketThatHasAnAdapterIsUnderContract(@TempDir Path folder) throws IOException {
        try (SimulatedMarkets markets = new SimulatedMarkets(folder)) {
            assertThat(markets.markets().all(VerifiesReceipts.class))
                    .extracting(OfMarket::market)
                    .containsExactlyInAnyOrderElementsOf(UNDER_CONTRACT.stream()
                            .map(ways -> ways.apply(markets).id())
                            .toList());
        }
    }
}
