package io.coinslot.client;

import io.coinslot.houserules.HouseRules;
import org.junit.jupiter.api.Test;

class ClientArchitectureTest {
    @Test
    void keepsTheHouseRules() {
        HouseRules.check("io.coinslot.client");
    }
}
