package io.coinslot.catalog.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.catalog.product.ProductBody.PriceBody;
import io.coinslot.catalog.request.FieldErrors;
import io.coinslot.servicekit.problem.FieldError;
import io.coinslot.servicekit.problem.ProblemException;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractListAssert;
import org.assertj.core.api.ObjectAssert;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class ProductCheckTest {
    private static final PriceBody WON = new PriceBody(null, null, "1200", "KRW");

    @Test
    void readsAWholeProduct() {
        ProductDetails details = details(new ProductBody(
                null,
                "100 gems",
                "CURRENCY",
                List.of(WON, new PriceBody("stripe", "US", "0.99", "USD")),
                Map.of("google-play", "gem_100"),
                "2026-01-01T00:00:00+09:00",
                "2027-01-01T00:00:00Z",
                null));

        assertThat(details.prices())
                .containsExactly(
                        new Price(null, null, Money.ofMinor(CurrencyUnit.of("KRW"), 1200)),
                        new Price("stripe", "US", Money.ofMinor(CurrencyUnit.USD, 99)));
        assertThat(details.saleStartsAt()).isEqualTo("2025-12-31T15:00:00Z");
        assertThat(details.active()).isTrue();
    }

    @Test
    void refusesMoneyThatIsNotInTheCurrencysScale() {
        wrongPrice("12.50", "KRW").containsExactly("/prices/0/amount");
        wrongPrice("0.999", "USD").containsExactly("/prices/0/amount");
        wrongPrice("1e3", "USD").containsExactly("/prices/0/amount");
        wrongPrice("-1", "USD").containsExactly("/prices/0/amount");
        wrongPrice("0", "USD").containsExactly("/prices/0/amount");
        wrongPrice("1", "XAU").containsExactly("/prices/0/currency");
        wrongPrice("1", "usd").containsExactly("/prices/0/currency");
        wrongPrice(null, null).containsExactly("/prices/0/currency");
    }

    @Test
    void refusesTwoPricesForTheSamePlace() {
        pointers(priced(WON, new PriceBody(null, null, "1300", "KRW"))).containsExactly("/prices/1");
        pointers(priced(WON, new PriceBody(null, "KR", "1300", "KRW"))).isEmpty();
    }

    @Test
    void refusesUnknownMarketsAndRegions() {
        pointers(priced(new PriceBody("steam", "ZZ", "1", "KRW")))
                .containsExactly("/prices/0/market", "/prices/0/region");
        pointers(new ProductBody(null, "x", "COUPON", List.of(WON), Map.of("steam", "1"), null, null, null))
                .containsExactly("/marketProductIds/steam");
    }

    @Test
    void refusesASaleThatEndsBeforeItStarts() {
        pointers(new ProductBody(
                        null, "x", "COUPON", List.of(WON), null, "2026-01-02T00:00:00Z", "2026-01-02T00:00:00Z", null))
                .containsExactly("/saleEndsAt");
        pointers(new ProductBody(null, "x", "COUPON", List.of(WON), null, "tomorrow", null, null))
                .containsExactly("/saleStartsAt");
    }

    @Test
    void refusesTimesThatCannotBeKept() {
        pointers(new ProductBody(
                        null,
                        "x",
                        "COUPON",
                        List.of(WON),
                        null,
                        "-999999999-01-01T00:00:00Z",
                        "+999999999-12-31T23:59:59Z",
                        null))
                .containsExactly("/saleStartsAt", "/saleEndsAt");
    }

    @Test
    void saysEverythingThatIsWrongAtOnce() {
        pointers(new ProductBody(null, null, "SUBSCRIPTION", null, null, null, null, null))
                .containsExactlyInAnyOrder("/name", "/type", "/prices");
    }

    private static AbstractListAssert<?, ?, String, ObjectAssert<String>> wrongPrice(String amount, String currency) {
        return pointers(priced(new PriceBody(null, null, amount, currency)));
    }

    private static ProductBody priced(PriceBody... prices) {
        return new ProductBody(null, "x", "COUPON", List.of(prices), null, null, null, null);
    }

    private static ProductDetails details(ProductBody body) {
        FieldErrors errors = new FieldErrors();
        ProductDetails details = new ProductCheck("", errors).details(body);
        errors.refuseIfAny();
        return details;
    }

    private static AbstractListAssert<?, ?, String, ObjectAssert<String>> pointers(ProductBody body) {
        FieldErrors errors = new FieldErrors();
        new ProductCheck("", errors).details(body);
        if (errors.isEmpty()) {
            return assertThat(List.<String>of());
        }
        ProblemException[] thrown = new ProblemException[1];
        assertThatThrownBy(errors::refuseIfAny)
                .isInstanceOfSatisfying(ProblemException.class, refusal -> thrown[0] = refusal);
        return assertThat(
                thrown[0].problem().errors().stream().map(FieldError::pointer).toList());
    }
}
