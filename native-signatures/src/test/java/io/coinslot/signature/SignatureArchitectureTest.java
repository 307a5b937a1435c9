package io.coinslot.signature;

import io.coinslot.houserules.HouseRules;
import org.junit.jupiter.api.Test;

class SignatureArchitectureTest {
    @Test
    void keepsTheHouseRules() {
        HouseRules.check("io.coinslot.signature");
    }
}
