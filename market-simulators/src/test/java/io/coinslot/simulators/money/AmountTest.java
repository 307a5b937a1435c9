package io.coinslot.simulators.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AmountTest {
    @Test
    void countsInTheCurrencysOwnMinorUnits() {
        assertThat(Amount.of("1200", "KRW").minor()).isEqualTo(1200);
        assertThat(Amount.of("12.34", "USD").minor()).isEqualTo(1234);
        assertThat(Amount.of("1.234", "KWD").minor()).isEqualTo(1234);
    }

    @Test
    void refusesMoreDigitsThanTheCurrencyHas() {
        assertThatThrownBy(() -> Amount.of("0.5", "KRW")).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void isWrittenAsItWasRead() {
        assertThat(Amount.of("12.30", "USD").decimal()).isEqualTo("12.30");
        assertThat(Amount.of("12.30", "USD").googleJson().toString())
                .isEqualTo("{\"currencyCode\":\"USD\",\"units\":\"12\",\"nanos\":300000000}");
        assertThat(Amount.of("1200", "KRW").googleJson().toString())
                .isEqualTo("{\"currencyCode\":\"KRW\",\"units\":\"1200\"}");
    }

    @Test
    void shareIsRoundedHalfUp() {
        assertThat(new Amount(999, "USD").share(1_500).minor()).isEqualTo(150);
    }
}
