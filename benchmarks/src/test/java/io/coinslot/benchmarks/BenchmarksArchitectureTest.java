package io.coinslot.benchmarks;

import io.coinslot.houserules.HouseRules;
import org.junit.jupiter.api.Test;

class BenchmarksArchitectureTest {
    @Test
    void keepsTheHouseRules() {
        HouseRules.check("io.coinslot.benchmarks");
    }
}
