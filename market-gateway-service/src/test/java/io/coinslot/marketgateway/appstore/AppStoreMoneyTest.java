package io.coinslot.marketgateway.appstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.coinslot.marketgateway.market.MarketFailure;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class AppStoreMoneyTest {
    @Test
    void readsThousandthsWhateverTheCurrency() throws MarketFailure {
        assertThat(AppStoreMoney.exactly(230_000L, "JPY")).isEqualTo(Money.parse("JPY 230"));
        assertThat(AppStoreMoney.exactly(3_300_000L, "KRW")).isEqualTo(Money.parse("KRW 3300"));
        assertThat(AppStoreMoney.exactly(1_990L, "USD")).isEqualTo(Money.parse("USD 1.99"));
        assertThat(AppStoreMoney.exactly(1_500L, "KWD")).isEqualTo(Money.parse("KWD 1.500"));
        assertThat(AppStoreMoney.exactly(0L, "USD")).isEqualTo(Money.parse("USD 0.00"));
    }

    @Test
    void refusesWhatDoesNotFitTheCurrency() {
        assertThat(code(230_500L, "JPY")).isEqualTo("AMOUNT_NOT_EXACT");
        assertThat(code(1_995L, "USD")).isEqualTo("AMOUNT_NOT_EXACT");
        assertThat(code(1_000L, "???")).isEqualTo("AMOUNT_NOT_EXACT");
        assertThat(code(null, "USD")).isEqualTo("AMOUNT_MISSING");
        assertThat(code(1_000L, null)).isEqualTo("AMOUNT_MISSING");
    }

    private static String code(Long price, String currency) {
        MarketFailure failure = catchThrowableOfType(MarketFailure.class, () -> AppStoreMoney.exactly(price, currency));
        assertThat(failure.kind()).as("no verdict on what was paid").isEqualTo(MarketFailure.Kind.RETRY_LATER);
        return failure.code();
    }

    @Test
    void takesSharesInThousandthsOfAPerCent() {
        assertThat(AppStoreMoney.share(Money.parse("USD 10.99"), 50_000)).isEqualTo(Money.parse("USD 5.50"));
        assertThat(AppStoreMoney.share(Money.parse("JPY 230"), 33_333)).isEqualTo(Money.parse("JPY 77"));
        assertThat(AppStoreMoney.share(Money.parse("JPY 230"), 100_000)).isEqualTo(Money.parse("JPY 230"));
    }

    @Test
    void namesCountriesByTwoLetters() {
        assertThat(Transactions.country("JPN")).isEqualTo("JP");
        assertThat(Transactions.country("USA")).isEqualTo("US");
        assertThat(Transactions.country("KOR")).isEqualTo("KR");
        assertThat(Transactions.country("XXX")).isNull();
        assertThat(Transactions.country(null)).isNull();
    }
}
