package io.coinslot.marketgateway.journey;

import io.coinslot.marketgateway.payment.MarketAnswers;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The simulated markets, opened once for a class, and a gateway before them that each test finds empty. */
@ResourceLock("the simulated markets")
abstract class Journey {
    @TempDir
    static Path folder;

    static SimulatedMarkets markets;
    LocalGateway gateway;

    @BeforeAll
    static void openMarkets() {
        markets = new SimulatedMarkets(folder);
    }

    @AfterAll
    static void closeMarkets() throws IOException {
        markets.close();
    }

    @BeforeEach
    void openGateway() {
        gateway = new LocalGateway(markets, TestSealer.in(folder));
    }

    /** Looks at the market's record of the payment again. */
    void reread(String purchaseId) {
        gateway.decide(
                purchaseId,
                payment -> MarketAnswers.hinted(payment, payment.paid().receipt(), MarketAnswers.nothing()));
    }
}
