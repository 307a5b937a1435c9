package io.coinslot.servicekit.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.coinslot.servicekit.problem.ProblemException;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTextTest {
    @Test
    void readsAndWritesTheCurrencysOwnScale() {
        assertThat(new MoneyText("1200", "KRW").toMoney("/total")).isEqualTo(Money.parse("KRW 1200"));
        assertThat(new MoneyText("1.9", "USD").toMoney("/total")).isEqualTo(Money.parse("USD 1.90"));
        assertThat(MoneyText.ofMinor("USD", 190)).isEqualTo(new MoneyText("1.90", "USD"));
        assertThat(MoneyText.ofMinor("KWD", 1234)).isEqualTo(new MoneyText("1.234", "KWD"));
    }

    @ParameterizedTest
    @CsvSource({
        "12.5, KRW, /total/amount",
        "1.999, USD, /total/amount",
        "-1, USD, /total/amount",
        "1e3, USD, /total/amount",
        "'', USD, /total/amount",
        "99999999999999999999, USD, /total/amount",
        "1, XXX, /total/currency",
        "1, usd, /total/currency",
        "1, ABC, /total/currency"
    })
    void refusesWhatIsNoMoneyAndNamesTheField(String amount, String currency, String pointer) {
        ProblemException refusal =
                catchThrowableOfType(ProblemException.class, () -> new MoneyText(amount, currency).toMoney("/total"));
        assertThat(refusal.problem().errors().getFirst().pointer()).isEqualTo(pointer);
    }
}
