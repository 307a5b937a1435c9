package io.coinslot.billing.card;

import static io.coinslot.billing.card.PayingToken.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.billing.FakeCatalog;
import io.coinslot.billing.Joined;
import io.coinslot.billing.LocalBilling;
import io.coinslot.billing.checkout.AmountLimits;
import io.coinslot.billing.checkout.Checkout;
import io.coinslot.billing.checkout.Client;
import io.coinslot.billing.checkout.Patience;
import io.coinslot.billing.limit.Limit;
import io.coinslot.billing.purchase.PurchaseId;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.LocalAggregates;
import io.coinslot.servicekit.aggregate.TaskDraft;
import io.coinslot.servicekit.idempotency.DerivedId;
import io.coinslot.servicekit.idempotency.IdempotencyKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** What a request holds of a token before there is a purchase, and when that is let go. */
class TokenReservationsTest {
    private final PayingToken token = new PayingToken();
    private final LocalBilling billing = token.billing;
    private Runnable asksAgain = () -> {};

    @Test
    void whatIsReservedForAPurchaseThatNeverCameToBeIsLetGo() {
        token.hear(CardStatus.ACTIVE);
        reserve(billing.tokens, "pur_lost", "KRW 2000");
        assertThat(refusal(token.post("k1"))).isEqualTo("422 payment-token-daily-amount-limit-exceeded");
        token.checkReservations();
        assertThat(token.post("k2")).isInstanceOf(Checkout.Posted.class);
    }

    /** The first attempt stopped before there was a purchase, and the game asks again long after. */
    @Test
    void aRequestThatIsRepeatedAfterItsReservationWasLetGoIsHeldToTheLimitsAgain() {
        token.hear(CardStatus.ACTIVE);
        String id = DerivedId.of("pur_", "arcade", "svc-arcade", "k1");
        reserve(billing.tokens, id, "KRW 1200");
        token.checkReservations();
        token.post("k2");
        token.post("k3");
        assertThat(refusal(token.post("k1"))).isEqualTo("422 payment-token-daily-amount-limit-exceeded");

        billing.clock.advance(Duration.ofDays(1));
        assertThat(token.posted("k1").id().value()).isEqualTo(id);
        assertThat(token.countToday()).isOne();
        assertThat(token.spentToday()).isEqualTo(Money.parse("KRW 1200"));
    }

    /** What stood for ten minutes would refuse the player, who pays in another way at once. */
    @Test
    void whatIsRefusedHoldsNothingOfTheUserAndOfTheToken() {
        token.hear(CardStatus.ACTIVE);
        billing.users.withLimits(
                FakeCatalog.ARCADE, PayingToken.PLAYER, List.of(new Limit("KRW", Money.parse("KRW 2400"), null)));
        assertThat(refusal(billing.post("k1", PayingToken.draft(2))))
                .isEqualTo("422 payment-token-amount-limit-exceeded");
        assertThat(spentByThePlayer()).isEqualTo(Money.parse("KRW 0"));

        Money perDay = Money.parse("KRW 1000");
        Client client = new Client(
                FakeCatalog.ARCADE,
                "svc-arcade",
                new AmountLimits(Map.of("KRW", new AmountLimits.Limit(null, perDay))));
        Checkout.Answer answer = Joined.result(billing.checkout.post(
                new Checkout.Posting(client, new IdempotencyKey("k2"), PayingToken.draft(1), "", "Idempotency-Key"),
                new Patience()));
        assertThat(((Checkout.Refused) answer).problem().type().slug()).isEqualTo("daily-amount-limit-exceeded");
        assertThat(spentByThePlayer()).isEqualTo(Money.parse("KRW 0"));
        assertThat(token.countToday()).isZero();
        assertThat(token.ledger().spendings()).isEmpty();
        assertThat(Objects.requireNonNull(billing.users.find(FakeCatalog.ARCADE, PayingToken.PLAYER))
                        .ledger()
                        .spendings())
                .isEmpty();

        token.posted("k2");
        assertThat(spentByThePlayer()).isEqualTo(Money.parse("KRW 1200"));
    }

    private Money spentByThePlayer() {
        return Objects.requireNonNull(billing.users.find(FakeCatalog.ARCADE, PayingToken.PLAYER))
                .spent(CurrencyUnit.of("KRW"), billing.clock.instant())
                .day();
    }

    @Test
    void aCheckUnderWayLetsNothingGoThatARepeatedRequestReliesOn() throws Exception {
        token.hear(CardStatus.ACTIVE);
        reserve(billing.tokens, "pur_1", "KRW 1200");
        billing.clock.advance(Duration.ofMinutes(11));
        CardToken known = token.state();
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
                CardToken.key(PayingToken.REFERENCE),
                none -> Decision.<CardToken, Void, Boolean>accepted(known, List.of(), true)
                        .starting(TaskDraft.after(Duration.ofMillis(1), "check-spending:pur_1", TokenSpending.CHECK)
                                .with(TokenSpending.PURCHASE_ID, "pur_1")));
        asksAgain = () -> reserve(tokens, "pur_1", "KRW 1200");
        billing.clock.advance(Duration.ofSeconds(1));
        documents.runTasks();
        assertThat(Objects.requireNonNull(documents.find(CardToken.key(PayingToken.REFERENCE)))
                        .state()
                        .ledger()
                        .spending(new PurchaseId("pur_1")))
                .hasValueSatisfying(spending -> assertThat(spending.isAwaited()).isTrue());
    }

    private void reserve(PaymentTokens tokens, String purchaseId, String amount) {
        assertThat(Joined.result(tokens.reserve(
                        PayingToken.REFERENCE,
                        FakeCatalog.ARCADE,
                        PayingToken.PLAYER,
                        new PurchaseId(purchaseId),
                        Money.parse(amount),
                        billing.clock.instant())))
                .isInstanceOf(TokenPermit.Reserved.class);
    }
}
