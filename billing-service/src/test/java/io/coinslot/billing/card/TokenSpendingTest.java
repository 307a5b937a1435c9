package io.coinslot.billing.card;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.billing.FakeCatalog;
import io.coinslot.billing.Joined;
import io.coinslot.billing.LocalBilling;
import io.coinslot.billing.catalog.Market;
import io.coinslot.billing.catalog.ProductId;
import io.coinslot.billing.catalog.ServiceId;
import io.coinslot.billing.checkout.AmountLimits;
import io.coinslot.billing.checkout.Checkout;
import io.coinslot.billing.checkout.Client;
import io.coinslot.billing.checkout.Patience;
import io.coinslot.billing.checkout.PurchaseDraft;
import io.coinslot.billing.limit.Limit;
import io.coinslot.billing.limit.Spending;
import io.coinslot.billing.payment.MarketFact;
import io.coinslot.billing.purchase.HistoryEntry;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseId;
import io.coinslot.billing.purchase.PurchaseStatus;
import io.coinslot.billing.purchase.UserId;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.LocalAggregates;
import io.coinslot.servicekit.aggregate.TaskDraft;
import io.coinslot.servicekit.idempotency.DerivedId;
import io.coinslot.servicekit.idempotency.IdempotencyKey;
import io.coinslot.servicekit.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** Purchases of KRW 1200 that a token pays for: three a day, KRW 2000 at once, KRW 3000 a day. */
class TokenSpendingTest {
    private static final String REFERENCE = "DWSB0001";

    private final LocalBilling billing = new LocalBilling();
    private long version;
    private long sequence;

    private void hear(CardStatus status) {
        hear(FakeCatalog.ARCADE, "player-1", status);
    }

    private void hear(ServiceId serviceId, String userId, CardStatus status) {
        CardState state = new CardState(new UserId(userId), "card-1", status, List.of(), "1111", "visa");
        billing.cardTokens
                .hear(new TokenNews(REFERENCE, serviceId, ++version, state, null, Instant.EPOCH))
                .toCompletableFuture()
                .join();
    }

    private static PurchaseDraft draft(int quantity) {
        return new PurchaseDraft(
                new UserId("player-1"),
                new ProductId("gem-100"),
                Market.STRIPE,
                quantity,
                null,
                null,
                null,
                null,
                REFERENCE);
    }

    private Checkout.Answer post(String key) {
        return billing.post(key, draft(1));
    }

    private Purchase posted(String key) {
        return ((Checkout.Posted) post(key)).purchase();
    }

    private static String refusal(Checkout.Answer answer) {
        Problem problem = ((Checkout.Refused) answer).problem();
        assertThat(problem.errors())
                .singleElement()
                .satisfies(error -> assertThat(error.pointer()).isEqualTo("/paymentToken"));
        return problem.type().status() + " " + problem.type().slug();
    }

    private CardToken token() {
        return Objects.requireNonNull(billing.tokenAggregates.find(CardToken.key(REFERENCE)))
                .state();
    }

    private void decline(PurchaseId id, String code) {
        billing.tell(id, ++sequence, new MarketFact.Declined(code, "why"));
        billing.runTasks();
    }

    @Test
    void aPurchaseNamesTheTokenThatIsCharged() {
        hear(CardStatus.ACTIVE);
        Purchase purchase = posted("k1");
        assertThat(purchase.order().paymentToken()).isEqualTo(REFERENCE);
        assertThat(purchase.order().market()).isEqualTo(Market.STRIPE);
        assertThat(token().ledger().spending(purchase.id())).isPresent();
        assertThat(((Checkout.Posted) post("k1")).replayed()).isTrue();
        assertThat(token().ledger().spendings()).hasSize(1);
    }

    @Test
    void onlyAnActiveTokenOfTheUserPays() {
        assertThat(refusal(post("k1"))).isEqualTo("422 payment-token-unknown");
        hear(FakeCatalog.ARCADE, "player-2", CardStatus.ACTIVE);
        assertThat(refusal(post("k2"))).isEqualTo("422 payment-token-unknown");
        hear(CardStatus.INACTIVE);
        assertThat(refusal(post("k3"))).isEqualTo("422 payment-token-inactive");
        hear(CardStatus.SUSPENDED);
        assertThat(refusal(post("k4"))).isEqualTo("422 payment-token-suspended");
        hear(CardStatus.DEACTIVATED);
        assertThat(refusal(post("k5"))).isEqualTo("422 payment-token-deleted");
    }

    @Test
    void aSuspensionOfTodayDoesNotUndoWhatWasAcceptedBefore() {
        hear(CardStatus.ACTIVE);
        Purchase purchase = posted("k1");
        hear(CardStatus.SUSPENDED);
        assertThat(((Checkout.Posted) post("k1")).purchase().id()).isEqualTo(purchase.id());
        assertThat(refusal(post("k2"))).isEqualTo("422 payment-token-suspended");
    }

    @Test
    void limitsHoldAtOncePerDayAndByCount() {
        hear(CardStatus.ACTIVE);
        assertThat(refusal(billing.post("k0", draft(2)))).isEqualTo("422 payment-token-amount-limit-exceeded");
        post("k1");
        post("k2");
        Checkout.Refused third = (Checkout.Refused) post("k3");
        assertThat(refusal(third)).isEqualTo("422 payment-token-daily-amount-limit-exceeded");
        assertThat(third.problem().detail()).contains("KRW 3000", "KRW 600 is left");
        billing.clock.advance(Duration.ofDays(1));
        assertThat(post("k4")).isInstanceOf(Checkout.Posted.class);
    }

    @Test
    void whatWasDeclinedGivesTheAmountBackButNotTheTry() {
        hear(CardStatus.ACTIVE);
        for (int attempt = 1; attempt <= 3; attempt++) {
            sequence = 0;
            decline(posted("k" + attempt).id(), "INSUFFICIENT_FUNDS");
        }
        assertThat(token().ledger()
                        .spentOn(
                                Spending.dayOf(billing.clock.instant()),
                                Money.parse("KRW 1").getCurrencyUnit())
                        .isZero())
                .isTrue();
        Checkout.Refused fourth = (Checkout.Refused) post("k4");
        assertThat(refusal(fourth)).isEqualTo("422 payment-token-daily-count-limit-exceeded");
        assertThat(fourth.problem().detail()).contains("3 times", "0 are left");
    }

    @Test
    void theHistorySaysAsWhatTheChargeWasDeclined() {
        hear(CardStatus.ACTIVE);
        PurchaseId id = posted("k1").id();
        decline(id, "TOKEN_SUSPENDED");
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.DECLINED);
        assertThat(billing.purchase(id).trail().history())
                .extracting(HistoryEntry::event)
                .contains("PurchaseDeclined", "ChargeDeclined:TOKEN_SUSPENDED");
    }

    @Test
    void limitsOfItsOwnComeBeforeTheUsualOnes() {
        TokenLimits own = new TokenLimits(null, List.of(new TokenLimits.AmountLimit("KRW", null, null)));
        TokenLimits holding = own.orElse(LocalBilling.TOKEN_LIMITS);
        assertThat(holding.purchasesPerDay()).isEqualTo(3);
        assertThat(holding.amounts()).containsExactly(new TokenLimits.AmountLimit("KRW", null, null));
    }

    @Test
    void whatIsReservedForAPurchaseThatNeverCameToBeIsLetGo() throws Exception {
        hear(CardStatus.ACTIVE);
        PurchaseId lost = new PurchaseId("pur_lost");
        Instant now = billing.clock.instant();
        billing.tokens
                .reserve(REFERENCE, FakeCatalog.ARCADE, new UserId("player-1"), lost, Money.parse("KRW 2000"), now)
                .toCompletableFuture()
                .join();
        assertThat(refusal(post("k1"))).isEqualTo("422 payment-token-daily-amount-limit-exceeded");
        billing.clock.advance(Duration.ofMinutes(11));
        billing.runTasks();
        assertThat(post("k2")).isInstanceOf(Checkout.Posted.class);
    }

    /** The first attempt stopped before there was a purchase, and the game asks again long after. */
    @Test
    void aRequestThatIsRepeatedAfterItsReservationWasLetGoIsHeldToTheLimitsAgain() {
        hear(CardStatus.ACTIVE);
        PurchaseId id = new PurchaseId(DerivedId.of("pur_", "arcade", "svc-arcade", "k1"));
        billing.tokens
                .reserve(
                        REFERENCE,
                        FakeCatalog.ARCADE,
                        new UserId("player-1"),
                        id,
                        Money.parse("KRW 1200"),
                        billing.clock.instant())
                .toCompletableFuture()
                .join();
        billing.clock.advance(Duration.ofMinutes(11));
        billing.runTasks();
        post("k2");
        post("k3");
        assertThat(refusal(post("k1"))).isEqualTo("422 payment-token-daily-amount-limit-exceeded");

        billing.clock.advance(Duration.ofDays(1));
        assertThat(posted("k1").id()).isEqualTo(id);
        assertThat(token().ledger().countOn(Spending.dayOf(billing.clock.instant())))
                .isOne();
        assertThat(token().ledger()
                        .spentOn(
                                Spending.dayOf(billing.clock.instant()),
                                Money.parse("KRW 1").getCurrencyUnit()))
                .isEqualTo(Money.parse("KRW 1200"));
    }

    @Test
    void newsOfATokenKeepWhatItWasCharged() {
        hear(CardStatus.ACTIVE);
        post("k1");
        hear(CardStatus.SUSPENDED);
        hear(CardStatus.ACTIVE);
        assertThat(token().ledger().spendings()).hasSize(1);
    }

    @Test
    void aKeyStandsForTheTokenToo() {
        hear(CardStatus.ACTIVE);
        post("k1");
        PurchaseDraft byPlayer = new PurchaseDraft(
                new UserId("player-1"), new ProductId("gem-100"), Market.STRIPE, 1, null, null, null, null, null);
        Problem problem = ((Checkout.Refused) billing.post("k1", byPlayer)).problem();
        assertThat(problem.type().status()).isEqualTo(422);
    }

    /** What stood for ten minutes would refuse the player, who pays in another way at once. */
    @Test
    void whatIsRefusedHoldsNothingOfTheUserAndOfTheToken() {
        hear(CardStatus.ACTIVE);
        UserId player = new UserId("player-1");
        billing.users.withLimits(FakeCatalog.ARCADE, player, List.of(new Limit("KRW", Money.parse("KRW 2400"), null)));
        assertThat(refusal(billing.post("k1", draft(2)))).isEqualTo("422 payment-token-amount-limit-exceeded");
        assertThat(spentToday(player)).isEqualTo(Money.parse("KRW 0"));

        Money perDay = Money.parse("KRW 1000");
        Client client = new Client(
                FakeCatalog.ARCADE,
                "svc-arcade",
                new AmountLimits(Map.of("KRW", new AmountLimits.Limit(null, perDay))));
        Checkout.Answer answer = Joined.result(billing.checkout.post(
                new Checkout.Posting(client, new IdempotencyKey("k2"), draft(1), "", "Idempotency-Key"),
                new Patience()));
        assertThat(((Checkout.Refused) answer).problem().type().slug()).isEqualTo("daily-amount-limit-exceeded");
        assertThat(spentToday(player)).isEqualTo(Money.parse("KRW 0"));
        assertThat(token().ledger().countOn(Spending.dayOf(billing.clock.instant())))
                .isZero();

        posted("k2");
        assertThat(spentToday(player)).isEqualTo(Money.parse("KRW 1200"));
    }

    private Money spentToday(UserId player) {
        return Objects.requireNonNull(billing.users.find(FakeCatalog.ARCADE, player))
                .spent(CurrencyUnit.of("KRW"), billing.clock.instant())
                .day();
    }

    @Test
    void aCheckUnderWayLetsNothingGoThatARepeatedRequestReliesOn() throws Exception {
        hear(CardStatus.ACTIVE);
        reserve("pur_1");
        billing.clock.advance(Duration.ofMinutes(11));
        CardToken known = token();
        LocalAggregates<CardToken, Void> documents = new LocalAggregates<>(
                List.of(new SpendingCheck(
                        id -> {
                            asksAgain.run();
                            return null;
                        },
                        billing.clock)),
                billing.clock);
        PaymentTokens tokens = new PaymentTokens(documents, LocalBilling.TOKEN_LIMITS, Duration.ZERO);
        documents.handleAndWait(
                CardToken.key(REFERENCE),
                none -> Decision.<CardToken, Void, Boolean>accepted(known, List.of(), true)
                        .starting(TaskDraft.after(Duration.ofMillis(1), "check-spending:pur_1", TokenSpending.CHECK)
                                .with(TokenSpending.PURCHASE_ID, "pur_1")));
        asksAgain = () -> reserve(tokens, "pur_1");
        billing.clock.advance(Duration.ofSeconds(1));
        documents.runTasks();
        assertThat(Objects.requireNonNull(documents.find(CardToken.key(REFERENCE)))
                        .state()
                        .ledger()
                        .spending(new PurchaseId("pur_1")))
                .hasValueSatisfying(spending -> assertThat(spending.isAwaited()).isTrue());
    }

    private Runnable asksAgain = () -> {};

    private void reserve(String purchaseId) {
        reserve(billing.tokens, purchaseId);
    }

    private void reserve(PaymentTokens tokens, String purchaseId) {
        assertThat(Joined.result(tokens.reserve(
                        REFERENCE,
                        FakeCatalog.ARCADE,
                        new UserId("player-1"),
                        new PurchaseId(purchaseId),
                        Money.parse("KRW 1200"),
                        billing.clock.instant())))
                .isInstanceOf(TokenPermit.Reserved.class);
    }
}
