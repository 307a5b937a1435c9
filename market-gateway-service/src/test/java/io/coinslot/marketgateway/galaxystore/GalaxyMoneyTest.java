package io.coinslot.marketgateway.galaxystore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.marketgateway.market.MarketFailure;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GalaxyMoneyTest {
    @ParameterizedTest
    @CsvSource({
        "100.000, KRW, KRW 100",
        "1200, KRW, KRW 1200",
        "230.000, JPY, JPY 230",
        "0.990, USD, USD 0.99",
        "4.5, EUR, EUR 4.50",
        "1.234, KWD, KWD 1.234",
        "0.000, USD, USD 0.00",
        "999999999999999.000, KRW, KRW 999999999999999"
    })
    void readsWhatFitsTheCurrency(String amount, String currency, String expected) throws MarketFailure {
        assertThat(GalaxyMoney.exactly(amount, currency)).isEqualTo(Money.parse(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "100.500, KRW",
        "0.995, USD",
        "1.2345, KWD",
        "-1.000, KRW",
        "1e3, KRW",
        "'1,200.000', KRW",
        "' 100.000', KRW",
        "₩100, KRW",
        "NaN, USD",
        "100.000, XYZ1",
        "100.000, krw"
    })
    void refusesWhatDoesNot(String amount, String currency) {
        assertThatThrownBy(() -> GalaxyMoney.exactly(amount, currency))
                .isInstanceOfSatisfying(MarketFailure.class, failure -> {
                    assertThat(failure.code()).isEqualTo("AMOUNT_NOT_EXACT");
                    assertThat(failure.kind()).isEqualTo(MarketFailure.Kind.RETRY_LATER);
                });
    }

    @Test
    void missesWhatIsNotThere() {
        assertThatThrownBy(() -> GalaxyMoney.exactly("", "KRW"))
                .isInstanceOfSatisfying(MarketFailure.class, failure -> {
                    assertThat(failure.code()).isEqualTo("AMOUNT_MISSING");
                    assertThat(failure.kind()).isEqualTo(MarketFailure.Kind.RETRY_LATER);
                });
    }
}
