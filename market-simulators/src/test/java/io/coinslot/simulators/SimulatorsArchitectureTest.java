package io.coinslot.simulators;

import io.coinslot.houserules.HouseRules;
import org.junit.jupiter.api.Test;

class SimulatorsArchitectureTest {
    @Test
    void keepsTheHouseRules() {
        HouseRules.check("io.coinslot.simulators");
    }
}
