package io.coinslot.billing.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.billing.FakeCatalog;
import io.coinslot.billing.LocalBilling;
import io.coinslot.billing.catalog.Market;
import io.coinslot.billing.catalog.Price;
import io.coinslot.billing.catalog.Product;
import io.coinslot.billing.catalog.ProductId;
import io.coinslot.billing.purchase.UserId;
import java.util.List;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class PricingTest {
    private final LocalBilling billing = new LocalBilling();
    private int posted;

    private void sell(Price... prices) {
        billing.catalog.put(
                FakeCatalog.ARCADE,
                new Product(
                        new ProductId("sword"),
                        "DURABLE",
                        List.of(prices),
                        Map.of(Market.GOOGLE_PLAY, "sword", Market.GALAXY_STORE, "sword"),
                        null,
                        null,
                        true));
    }

    private static Price price(Market market, String region, String amount) {
        return new Price(market, region, Money.parse(amount));
    }

    private String total(Market market, String region, String currency, long quantity) {
        PurchaseDraft draft = new PurchaseDraft(
                new UserId("u"),
                new ProductId("sword"),
                market,
                quantity,
                region,
                currency == null ? null : CurrencyUnit.of(currency),
                null,
                null,
                null);
        return switch (billing.post("key-" + posted++, draft)) {
            case Checkout.Posted(var purchase, var replayed) ->
                purchase.order().total().toString();
            case Checkout.Refused(var problem) ->
                problem.type().slug() + " " + problem.errors().getFirst().pointer();
        };
    }

    @Test
    void theMostPrecisePriceHolds() {
        sell(
                price(null, null, "KRW 1000"),
                price(null, "KR", "KRW 900"),
                price(Market.STRIPE, null, "KRW 800"),
                price(Market.STRIPE, "KR", "KRW 700"));
        assertThat(total(Market.GOOGLE_PLAY, null, null, 1)).isEqualTo("KRW 1000");
        assertThat(total(Market.GOOGLE_PLAY, "KR", null, 1)).isEqualTo("KRW 900");
        assertThat(total(Market.STRIPE, null, null, 1)).isEqualTo("KRW 800");
        assertThat(total(Market.STRIPE, "JP", null, 1)).isEqualTo("KRW 800");
        assertThat(total(Market.STRIPE, "KR", null, 1)).isEqualTo("KRW 700");
    }

    @Test
    void theFirstListedPriceHoldsIfNoCurrencyIsNamed() {
        sell(price(null, null, "KRW 1000"), price(null, null, "USD 0.99"));
        assertThat(total(Market.STRIPE, null, null, 1)).isEqualTo("KRW 1000");
        assertThat(total(Market.STRIPE, null, "USD", 3)).isEqualTo("USD 2.97");
        assertThat(total(Market.STRIPE, null, "JPY", 1)).isEqualTo("no-price /currency");
    }

    @Test
    void aProductWithoutAPriceHereIsNotSoldHere() {
        sell(price(null, "JP", "JPY 100"));
        assertThat(total(Market.STRIPE, "KR", null, 1)).isEqualTo("no-price /region");
    }

    @Test
    void moreThanTheMarketSellsAtATimeIsRefusedBeforeAnybodyPays() {
        sell(price(null, null, "KRW 1000"));
        assertThat(total(Market.GALAXY_STORE, null, null, 1)).isEqualTo("KRW 1000");
        assertThat(total(Market.GALAXY_STORE, null, null, 2)).isEqualTo("not-sold-there /quantity");
        assertThat(total(Market.GOOGLE_PLAY, null, null, 2)).isEqualTo("KRW 2000");
    }

    @Test
    void aMarketThatTakesOneCurrencyIsOfferedNoOtherPrice() {
        billing.catalog.put(FakeCatalog.sellingThrough(Market.TOSS_PAYMENTS, Market.STRIPE));
        sell(price(null, null, "USD 1"), price(null, null, "KRW 1000"));
        assertThat(total(Market.TOSS_PAYMENTS, null, null, 1)).isEqualTo("KRW 1000");
        assertThat(total(Market.TOSS_PAYMENTS, null, "USD", 1)).isEqualTo("no-price /currency");
        assertThat(total(Market.STRIPE, null, null, 1)).isEqualTo("USD 1.00");
    }

    @Test
    void aTotalOutOfRangeIsRefused() {
        sell(price(null, null, "KRW 9000000000000"));
        assertThat(total(Market.STRIPE, null, null, 1000)).isEqualTo("no-price /quantity");
    }

    @Test
    void aStoreNeedsItsOwnProductId() {
        billing.catalog.put(
                FakeCatalog.ARCADE,
                new Product(
                        new ProductId("sword"),
                        "DURABLE",
                        List.of(price(null, null, "KRW 1")),
                        Map.of(),
                        null,
                        null,
                        true));
        assertThat(total(Market.GOOGLE_PLAY, null, null, 1)).isEqualTo("not-sold-there /market");
        assertThat(total(Market.STRIPE, null, null, 1)).isEqualTo("KRW 1");
    }

    @Test
    void asksTheCatalogForNewsBeforeItSaysUnknown() {
        billing.catalog.announce(FakeCatalog.ARCADE, FakeCatalog.product("sword", "KRW 5"));
        assertThat(total(Market.STRIPE, null, null, 1)).isEqualTo("KRW 5");
        total(Market.STRIPE, null, null, 1);
        assertThat(billing.catalog.catchUps()).isOne();
    }

    /** What was published a moment ago cannot be read: whether there is such a product nobody knows. */
    @Test
    void refusesNothingForGoodWhileTheCatalogsNewsAreAway() {
        assertThat(outcome("key-before", Market.GOOGLE_PLAY)).isEqualTo("unknown-product");

        billing.catalog.goAway();
        assertThat(outcome("key-away", Market.GOOGLE_PLAY)).isEqualTo("unavailable");
        sell(price(null, null, "KRW 1000"));
        assertThat(outcome("key-known", Market.GOOGLE_PLAY)).isEqualTo("sold");
    }

    private String outcome(String key, Market market) {
        PurchaseDraft draft =
                new PurchaseDraft(new UserId("u"), new ProductId("sword"), market, 1, null, null, null, null, null);
        return switch (billing.post(key, draft)) {
            case Checkout.Posted posted -> "sold";
            case Checkout.Refused(var problem) -> problem.type().slug();
        };
    }
}
