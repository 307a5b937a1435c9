package io.coinslot.marketgateway.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.journey.Postbox;
import io.coinslot.marketgateway.journey.SimulatedMarkets;
import io.coinslot.marketgateway.journey.TestSealer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What every market's adapter keeps, through the real tasks and over the wire of the simulated market. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MarketContract
        implements ReceiptContract,
                OutageContract,
                BadAnswersContract,
                UnknownOutcomeContract,
                MoneyBackContract,
                NotificationContract {
    private final Function<SimulatedMarkets, MarketUnderTest> ways;
    private Path folder;
    private SimulatedMarkets markets;
    private Postbox postbox;
    private MarketJourney journey;

    MarketContract(Function<SimulatedMarkets, MarketUnderTest> ways) {
        this.ways = ways;
    }

    @BeforeAll
    void open(@TempDir Path temporary) {
        folder = temporary;
        markets = new SimulatedMarkets(folder);
        postbox = new Postbox();
    }

    @BeforeEach
    void start() {
        MarketUnderTest market = ways.apply(markets);
        postbox.empty();
        markets.link(Orders.SERVICE, market.id());
        markets.post("/control/" + market.id() + "/notification-target", "{\"url\":\"" + postbox.url() + "\"}");
        journey = new MarketJourney(markets, market, postbox, TestSealer.in(folder));
        journey.heal();
    }

    @AfterAll
    void close() throws IOException {
        postbox.close();
        markets.close();
    }

    @Override
    public MarketJourney journey() {
        return journey;
    }

    @Test
    void hasTheCapabilitiesThatItsContractGoesBy() {
        assertThat(markets.capabilities(journey.market().id()))
                .isEqualTo(journey.market().capabilities());
    }
}
