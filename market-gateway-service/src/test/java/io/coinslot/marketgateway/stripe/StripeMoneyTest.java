package io.coinslot.marketgateway.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.marketgateway.market.MarketFailure;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StripeMoneyTest {
    @ParameterizedTest
    @CsvSource({
        "USD 1.99, 199",
        "KRW 1200, 1200",
        "JPY 230, 230",
        "MGA 1200.00, 1200",
        "ISK 5, 500",
        "UGX 5, 500",
        "UGX 37000, 3700000",
        "KWD 5.120, 5120",
        "TWD 30.00, 3000",
        "HUF 10.45, 1045"
    })
    void convertsExactlyBothWays(String money, long stripe) throws MarketFailure {
        assertThat(StripeMoney.toStripe(Money.parse(money))).isEqualTo(stripe);
        assertThat(StripeMoney.fromStripe(stripe, money.substring(0, 3).toLowerCase()))
                .isEqualTo(Money.parse(money));
    }

    @ParameterizedTest
    @ValueSource(strings = {"MGA 10.50", "KWD 5.124"})
    void refusesWhatStripeCannotCharge(String money) {
        assertThatThrownBy(() -> StripeMoney.toStripe(Money.parse(money))).isInstanceOf(MarketFailure.class);
    }

    @Test
    void refusesWhatDoesNotFitTheCurrency() {
        assertThatThrownBy(() -> StripeMoney.fromStripe(40_10, "isk")).isInstanceOf(MarketFailure.class);
        assertThatThrownBy(() -> StripeMoney.fromStripe(40_10, "ugx")).isInstanceOf(MarketFailure.class);
        assertThatThrownBy(() -> StripeMoney.fromStripe(1, "xyz"))
                .isInstanceOfSatisfying(
                        MarketFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(MarketFailure.Kind.RETRY_LATER));
    }
}
