package io.coinslot.localstack;

import io.coinslot.houserules.HouseRules;
import org.junit.jupiter.api.Test;

class LocalStackArchitectureTest {
    @Test
    void followsTheHouseRules() {
        HouseRules.check("io.coinslot.localstack");
    }
}
