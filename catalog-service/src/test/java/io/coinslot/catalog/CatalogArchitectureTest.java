package io.coinslot.catalog;

import io.coinslot.houserules.HouseRules;
import org.junit.jupiter.api.Test;

class CatalogArchitectureTest {
    @Test
    void keepsTheHouseRules() {
        HouseRules.check("io.coinslot.catalog");
    }
}
