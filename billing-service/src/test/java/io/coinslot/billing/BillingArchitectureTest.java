package io.coinslot.billing;

import io.coinslot.houserules.HouseRules;
import org.junit.jupiter.api.Test;

class BillingArchitectureTest {
    @Test
    void keepsTheRulesOfTheHouse() {
        HouseRules.check("io.coinslot.billing");
    }

    @Test
    void featureRootsKnowNoTechnology() {
        HouseRules.checkFeatureRoots("io.coinslot.billing");
    }
}
