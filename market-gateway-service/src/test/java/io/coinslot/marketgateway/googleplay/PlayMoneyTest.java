package io.coinslot.marketgateway.googleplay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.marketgateway.market.MarketFailure;
import java.util.List;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class PlayMoneyTest {
    private static com.google.api.services.androidpublisher.model.Money money(String currency, long units, int nanos) {
        return new com.google.api.services.androidpublisher.model.Money()
                .setCurrencyCode(currency)
                .setUnits(units)
                .setNanos(nanos);
    }

    @Test
    void convertsUnitsAndNanosExactly() throws MarketFailure {
        assertThat(PlayMoney.exactly(money("USD", 1, 990_000_000), "total")).isEqualTo(Money.parse("USD 1.99"));
        assertThat(PlayMoney.exactly(money("KRW", 1200, 0), "total")).isEqualTo(Money.parse("KRW 1200"));
        assertThat(PlayMoney.exactly(money("USD", -1, -500_000_000), "total")).isEqualTo(Money.parse("USD -1.50"));
    }

    @Test
    void takesAbsentPartsForZero() throws MarketFailure {
        assertThat(PlayMoney.exactly(
                        new com.google.api.services.androidpublisher.model.Money().setCurrencyCode("USD"), "total"))
                .isEqualTo(Money.parse("USD 0.00"));
    }

    @Test
    void isNoVerdictOnWhatWasPaidIfItCannotRead() {
        for (var unreadable : List.of(money("KRW", 1200, 500_000_000), money("XYZ", 1, 0))) {
            assertThatThrownBy(() -> PlayMoney.exactly(unreadable, "total"))
                    .isInstanceOfSatisfying(
                            MarketFailure.class,
                            failure -> assertThat(failure.kind()).isEqualTo(MarketFailure.Kind.RETRY_LATER));
        }
    }

    @Test
    void refusesRemaindersAndUnknownCurrencies() {
        assertThatThrownBy(() -> PlayMoney.exactly(money("KRW", 1200, 500_000_000), "total"))
                .isInstanceOf(MarketFailure.class)
                .hasMessageContaining("does not fit KRW");
        assertThatThrownBy(() -> PlayMoney.exactly(money("USD", 1, 999), "total"))
                .isInstanceOf(MarketFailure.class);
        assertThatThrownBy(() -> PlayMoney.exactly(money("XYZ", 1, 0), "total")).isInstanceOf(MarketFailure.class);
        assertThatThrownBy(() -> PlayMoney.exactly(null, "total")).isInstanceOf(MarketFailure.class);
    }
}
