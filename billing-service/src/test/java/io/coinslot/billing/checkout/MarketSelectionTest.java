package io.coinslot.billing.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.billing.FakeCatalog;
import io.coinslot.billing.LocalBilling;
import io.coinslot.billing.catalog.Market;
import io.coinslot.billing.catalog.MarketPreference;
import io.coinslot.billing.catalog.Platform;
import io.coinslot.billing.catalog.Price;
import io.coinslot.billing.catalog.Product;
import io.coinslot.billing.catalog.ProductId;
import io.coinslot.billing.purchase.HistoryEntry;
import io.coinslot.billing.purchase.MarketChoice;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.UserId;
import io.coinslot.servicekit.problem.FieldError;
import io.coinslot.servicekit.problem.Problem;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MarketSelectionTest {
    private final LocalBilling billing = new LocalBilling();
    private int posted;

    @BeforeEach
    void sellEverywhere() {
        billing.catalog.put(FakeCatalog.sellingThrough(Market.values()));
        billing.catalog.put(FakeCatalog.ARCADE, gems(Market.values()));
    }

    /** Gems with a product id in these stores, for won and dollars everywhere. */
    private static Product gems(Market... stores) {
        Map<Market, String> ids = new EnumMap<>(Market.class);
        List.of(stores).stream().filter(Market::sellsOwnProducts).forEach(market -> ids.put(market, "gem_100"));
        return new Product(
                new ProductId("gem-100"),
                "CONSUMABLE",
                List.of(new Price(null, null, Money.parse("KRW 1200")), new Price(null, null, Money.parse("USD 0.99"))),
                ids,
                null,
                null,
                true);
    }

    private static PurchaseDraft draft(
            @Nullable Platform platform, @Nullable String region, @Nullable String currency) {
        return new PurchaseDraft(
                new UserId("player-1"),
                new ProductId("gem-100"),
                null,
                1,
                region,
                currency == null ? null : CurrencyUnit.of(currency),
                null,
                platform,
                null);
    }

    private Checkout.Answer post(PurchaseDraft draft) {
        return billing.post("key-" + posted++, draft);
    }

    /** The market that is taken and why, and what was passed over. */
    private String taken(@Nullable Platform platform, @Nullable String region, @Nullable String currency) {
        return said(purchase(post(draft(platform, region, currency))));
    }

    private static Purchase purchase(Checkout.Answer answer) {
        return ((Checkout.Posted) answer).purchase();
    }

    private static String said(Purchase purchase) {
        MarketChoice choice = purchase.order().marketChoice();
        StringBuilder said = new StringBuilder(purchase.order().market().slug() + " " + choice.reason());
        choice.passedOver()
                .forEach(passed -> said.append(" not ")
                        .append(passed.market().slug())
                        .append(" ")
                        .append(passed.obstacle()));
        return said.toString();
    }

    private Problem refused(PurchaseDraft draft) {
        return ((Checkout.Refused) post(draft)).problem();
    }

    private static MarketPreference preference(
            @Nullable Platform platform, @Nullable String region, @Nullable String currency, Market... markets) {
        return new MarketPreference(
                platform, region, currency == null ? null : CurrencyUnit.of(currency), List.of(markets));
    }

    private void silence(Market market) {
        billing.availability.passOver(market, billing.clock.instant().plus(Duration.ofSeconds(30)));
    }

    @Test
    void playersPayAtTheStoreOfTheirDevice() {
        assertThat(taken(Platform.IOS, "KR", null)).isEqualTo("app-store ONLY_CANDIDATE");
        assertThat(taken(Platform.ANDROID, "KR", null)).isEqualTo("google-play USUAL_ORDER");
    }

    @Test
    void playersOnTheWebPayWhereTheirCurrencyOrRegionIsAtHome() {
        assertThat(taken(Platform.WEB, "US", null)).isEqualTo("stripe USUAL_ORDER");
        assertThat(taken(Platform.WEB, "KR", null)).isEqualTo("toss-payments USUAL_ORDER");
        assertThat(taken(Platform.DESKTOP, "US", "KRW")).isEqualTo("toss-payments USUAL_ORDER");
        assertThat(taken(Platform.WEB, "KR", "USD")).isEqualTo("stripe ONLY_CANDIDATE");
    }

    @Test
    void whoseDeviceIsNotKnownPaysWhereAnybodyCan() {
        assertThat(taken(null, null, null)).isEqualTo("stripe USUAL_ORDER");
        billing.catalog.put(FakeCatalog.sellingThrough(Market.GOOGLE_PLAY, Market.APP_STORE));
        assertThat(taken(null, null, null)).isEqualTo("google-play USUAL_ORDER");
    }

    @Test
    void theFirstPreferenceThatFitsHolds() {
        billing.catalog.prefer(
                preference(Platform.ANDROID, "KR", null, Market.ONE_STORE, Market.GOOGLE_PLAY),
                preference(Platform.ANDROID, null, null, Market.GALAXY_STORE, Market.GOOGLE_PLAY),
                preference(null, null, "USD", Market.STRIPE));
        assertThat(taken(Platform.ANDROID, "KR", null)).isEqualTo("one-store SERVICE_PREFERENCE");
        assertThat(taken(Platform.ANDROID, "JP", "USD")).isEqualTo("galaxy-store SERVICE_PREFERENCE");
        assertThat(taken(Platform.ANDROID, null, null)).isEqualTo("galaxy-store SERVICE_PREFERENCE");
        assertThat(taken(Platform.IOS, "US", "USD")).isEqualTo("stripe ONLY_CANDIDATE");
        assertThat(taken(Platform.WEB, "KR", null)).isEqualTo("toss-payments USUAL_ORDER");
    }

    @Test
    void whoPaidBeforePaysThereAgainIfItIsForTheirDevice() {
        billing.pastChoices = List.of(Market.APP_STORE, Market.GALAXY_STORE, Market.ONE_STORE);
        assertThat(taken(Platform.ANDROID, "KR", null)).isEqualTo("galaxy-store PAST_CHOICE");
        assertThat(taken(Platform.WEB, "KR", null)).isEqualTo("toss-payments USUAL_ORDER");
        billing.catalog.prefer(preference(Platform.ANDROID, null, null, Market.GOOGLE_PLAY, Market.ONE_STORE));
        assertThat(taken(Platform.ANDROID, "KR", null)).isEqualTo("one-store PAST_CHOICE");
    }

    @Test
    void whatWasPaidBeforeIsReadOnlyIfThereIsAChoice() {
        billing.post("named", LocalBilling.draft(Market.STRIPE));
        taken(Platform.IOS, null, null);
        assertThat(billing.pastChoicesRead).isZero();
        taken(Platform.ANDROID, null, null);
        assertThat(billing.pastChoicesRead).isOne();
    }

    @Test
    void passesOverWhatDoesNotSellOrDoesNotAnswerAndSaysSo() {
        billing.catalog.put(FakeCatalog.ARCADE, gems(Market.ONE_STORE, Market.GALAXY_STORE));
        silence(Market.ONE_STORE);
        assertThat(taken(Platform.ANDROID, null, null))
                .isEqualTo("galaxy-store USUAL_ORDER not google-play NOT_SOLD_THERE not one-store NOT_ANSWERING");
        billing.pastChoices = List.of(Market.ONE_STORE);
        assertThat(taken(Platform.ANDROID, null, null))
                .isEqualTo("galaxy-store USUAL_ORDER not one-store NOT_ANSWERING not google-play NOT_SOLD_THERE");
        assertThat(taken(Platform.WEB, "KR", "USD")).isEqualTo("stripe ONLY_CANDIDATE");
    }

    @Test
    void saysThatAMarketTakesAnotherCurrency() {
        billing.catalog.prefer(preference(Platform.WEB, null, null, Market.TOSS_PAYMENTS, Market.STRIPE));
        assertThat(taken(Platform.WEB, "KR", "USD")).isEqualTo("stripe ONLY_CANDIDATE not toss-payments NO_PRICE");
    }

    @Test
    void triesAMarketAgainOnceItWasPassedOverForLong() {
        silence(Market.STRIPE);
        assertThat(taken(Platform.WEB, null, null)).isEqualTo("toss-payments USUAL_ORDER not stripe NOT_ANSWERING");
        billing.clock.advance(Duration.ofSeconds(30));
        assertThat(taken(Platform.WEB, null, null)).isEqualTo("stripe USUAL_ORDER");
    }

    @Test
    void aNamedMarketIsNeverChanged() {
        silence(Market.STRIPE);
        billing.pastChoices = List.of(Market.GOOGLE_PLAY);
        PurchaseDraft named = new PurchaseDraft(
                new UserId("player-1"),
                new ProductId("gem-100"),
                Market.STRIPE,
                1,
                null,
                null,
                null,
                Platform.IOS,
                null);
        Purchase purchase = purchase(post(named));
        assertThat(said(purchase)).isEqualTo("stripe NAMED_BY_CALLER");
        assertThat(purchase.order().marketChoice().platform()).isEqualTo(Platform.IOS);
        assertThat(billing.purchase(purchase.id()).trail().history())
                .extracting(HistoryEntry::event)
                .containsExactly("PurchaseRequested");
    }

    @Test
    void keepsTheChoiceInTheHistory() {
        silence(Market.STRIPE);
        Purchase purchase = purchase(post(draft(Platform.WEB, null, null)));
        assertThat(billing.purchase(purchase.id()).trail().history())
                .extracting(HistoryEntry::event)
                .containsExactly(
                        "PurchaseRequested",
                        "MarketPassedOver:stripe:NOT_ANSWERING",
                        "MarketChosen:toss-payments:USUAL_ORDER");
    }

    @Test
    void aRepeatedRequestKeepsItsMarketWhateverHasHappenedSince() {
        Purchase first = purchase(billing.post("key", draft(Platform.WEB, null, null)));
        silence(Market.STRIPE);
        Purchase again = purchase(billing.post("key", draft(Platform.WEB, null, null)));
        assertThat(again.order()).isEqualTo(first.order());
        silence(Market.TOSS_PAYMENTS);
        assertThat(purchase(billing.post("key", draft(Platform.WEB, null, null)))
                        .order())
                .isEqualTo(first.order());
        assertThat(said(first)).isEqualTo("stripe USUAL_ORDER");
        assertThat(billing.events()).containsExactly("PurchaseRequested");
        Checkout.Answer other = billing.post("key", draft(Platform.DESKTOP, null, null));
        assertThat(((Checkout.Refused) other).problem().type().slug()).isEqualTo("idempotency-key-reused");
    }

    @Test
    void saysOfEachMarketWhyItCanNotBeTaken() {
        billing.catalog.put(FakeCatalog.sellingThrough(Market.GOOGLE_PLAY, Market.ONE_STORE, Market.STRIPE));
        billing.catalog.put(FakeCatalog.ARCADE, gems());
        Problem problem = refused(draft(Platform.ANDROID, null, null));
        assertThat(problem.type().slug()).isEqualTo("no-market-possible");
        assertThat(problem.type().status()).isEqualTo(422);
        assertThat(problem.errors())
                .containsExactly(
                        new FieldError("/market", "google-play: gem-100 has no product id at google-play"),
                        new FieldError("/market", "one-store: gem-100 has no product id at one-store"),
                        new FieldError("/market", "galaxy-store: arcade does not sell through galaxy-store"),
                        new FieldError(
                                "/market",
                                "stripe: is not for android, or not among the markets that the service prefers there"));
    }

    @Test
    void asksToComeBackIfAllThatCouldSellDoNotAnswer() {
        silence(Market.STRIPE);
        billing.clock.advance(Duration.ofSeconds(10));
        silence(Market.TOSS_PAYMENTS);
        Problem problem = refused(draft(Platform.WEB, null, null));
        assertThat(problem.type().slug()).isEqualTo("markets-not-answering");
        assertThat(problem.type().status()).isEqualTo(503);
        assertThat(problem.retryAfterSeconds()).isEqualTo(21);
        assertThat(problem.errors())
                .extracting(FieldError::detail)
                .first()
                .asString()
                .startsWith("stripe: does not answer");
    }

    @Test
    void whatIsNotSoldAtAllIsRefusedAsEver() {
        PurchaseDraft unknown = new PurchaseDraft(
                new UserId("player-1"), new ProductId("none"), null, 1, null, null, null, Platform.WEB, null);
        assertThat(refused(unknown).type().slug()).isEqualTo("unknown-product");
        billing.catalog.put(FakeCatalog.ARCADE, FakeCatalog.soldUntil("old", billing.clock.instant()));
        PurchaseDraft old = new PurchaseDraft(
                new UserId("player-1"), new ProductId("old"), null, 1, null, null, null, Platform.WEB, null);
        assertThat(refused(old).type().slug()).isEqualTo("not-on-sale");
    }
}
