package io.coinslot.cardregistry;

import io.coinslot.houserules.HouseRules;
import org.junit.jupiter.api.Test;

class CardRegistryArchitectureTest {
    @Test
    void keepsTheHouseRules() {
        HouseRules.check("io.coinslot.cardregistry");
    }

    @Test
    void featuresKnowNoTechnology() {
        HouseRules.checkFeatureRoots("io.coinslot.cardregistry");
    }
}
