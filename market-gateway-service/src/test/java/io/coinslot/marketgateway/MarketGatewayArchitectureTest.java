package io.coinslot.marketgateway;

import io.coinslot.houserules.HouseRules;
import org.junit.jupiter.api.Test;

class MarketGatewayArchitectureTest {
    @Test
    void keepsTheHouseRules() {
        HouseRules.check("io.coinslot.marketgateway");
    }

    @Test
    void keepsTechnologyOutOfTheFeatureRoots() {
        HouseRules.checkFeatureRoots("io.coinslot.marketgateway");
    }
}
