package io.coinslot.marketgateway.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.journey.SimulatedMarkets;
import io.coinslot.marketgateway.market.OfMarket;
import io.coinslot.marketgateway.market.VerifiesReceipts;
import io.coinslot.marketgateway.payment.MarketId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No market is left without the contract. */
class EveryMarketTest {
    private static final List<Function<SimulatedMarkets, MarketUnderTest>> UNDER_CONTRACT = List.of(
            GooglePlayUnderTest::new,
            OneStoreUnderTest::new,
            GalaxyStoreUnderTest::new,
            AppStoreUnderTest::new,
            StripeUnderTest::new);

    /** Where nothing is paid before we confirm it, the same cases are told by TossJourneyTest and its neighbours. */
    private static final List<MarketId> HELD_BY_THEIR_OWN_TESTS = List.of(Orders.TOSS_PAYMENTS);

    @Test
    void everyMarketThatHasAnAdapterIsUnderContract(@TempDir Path folder) throws IOException {
        try (SimulatedMarkets markets = new SimulatedMarkets(folder)) {
            assertThat(markets.markets().all(VerifiesReceipts.class))
                    .extracting(OfMarket::market)
                    .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                    UNDER_CONTRACT.stream()
                                            .map(ways -> ways.apply(markets).id()),
                                    HELD_BY_THEIR_OWN_TESTS.stream())
                            .toList());
        }
    }
}
