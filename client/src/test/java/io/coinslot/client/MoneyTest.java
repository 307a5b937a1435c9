package io.coinslot.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class MoneyTest {
    @ParameterizedTest
    @CsvSource({"1200,KRW,0", "1.99,USD,2", "-0.50,USD,2", "0.125,KWD,3", "999999999999999999.999999,XTS,6"})
    void isCalculatedWithInTheScaleThatItCameIn(String amount, String currency, int scale) {
        BigDecimal number = Money.of(amount, currency).toBigDecimal();
        assertThat(number).isEqualTo(new BigDecimal(amount));
        assertThat(number.scale()).isEqualTo(scale);
        assertThat(Money.of(number, currency)).isEqualTo(Money.of(amount, currency));
    }

    @Test
    void addsUpWithoutRounding() {
        BigDecimal sum = BigDecimal.ZERO;
        for (int times = 0; times < 10; times++) {
            sum = sum.add(Money.of("0.10", "USD").toBigDecimal());
        }
        assertThat(Money.of(sum, "USD")).isEqualTo(Money.of("1.00", "USD"));
    }

    @Test
    void writesALargeNumberOut() {
        assertThat(Money.of(new BigDecimal("1E+6"), "KRW")).isEqualTo(Money.of("1000000", "KRW"));
    }

    @Test
    void isAnAmountAndACurrencyInJsonAndNothingElse() {
        String json = JsonMapper.shared().writeValueAsString(Money.of("1.99", "USD"));
        assertThat(json).isEqualTo("{\"amount\":\"1.99\",\"currency\":\"USD\"}");
        assertThat(JsonMapper.shared().readValue(json, Money.class)).isEqualTo(Money.of("1.99", "USD"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " 1", "1.", ".5", "1e3", "1,000", "+1", "0x1", "1234567890123456789", "1.1234567"})
    void refusesWhatIsNoDecimalAmount(String amount) {
        assertThatThrownBy(() -> Money.of(amount, "USD"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("decimal amount");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "usd", "US", "USDT", "\uFF35SD"})
    void refusesWhatIsNoCurrency(String currency) {
        assertThatThrownBy(() -> Money.of("1", currency))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("currency");
    }
}
