package io.coinslot.gateway;

import io.coinslot.houserules.HouseRules;
import org.junit.jupiter.api.Test;

class GatewayArchitectureTest {
    @Test
    void keepsTheRulesOfTheHouse() {
        HouseRules.check("io.coinslot.gateway");
    }
}
