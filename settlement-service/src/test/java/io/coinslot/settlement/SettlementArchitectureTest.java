package io.coinslot.settlement;

import io.coinslot.houserules.HouseRules;
import org.junit.jupiter.api.Test;

class SettlementArchitectureTest {
    @Test
    void keepsTheHouseRules() {
        HouseRules.check("io.coinslot.settlement");
        HouseRules.checkFeatureRoots("io.coinslot.settlement");
    }
}
