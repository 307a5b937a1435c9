package io.coinslot.examplegame;

import io.coinslot.houserules.HouseRules;
import org.junit.jupiter.api.Test;

class ExampleGameArchitectureTest {
    @Test
    void keepsTheHouseRules() {
        HouseRules.check("io.coinslot.examplegame");
    }
}
