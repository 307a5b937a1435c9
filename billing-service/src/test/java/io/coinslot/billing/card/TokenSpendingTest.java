package io.coinslot.billing.card;

import static io.coinslot.billing.card.PayingToken.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.billing.LocalBilling;
import io.coinslot.billing.catalog.Market;
import io.coinslot.billing.checkout.Checkout;
import io.coinslot.billing.limit.Spending;
import io.coinslot.billing.limit.SpendingStatus;
import io.coinslot.billing.payment.MarketFact;
import io.coinslot.billing.purchase.HistoryEntry;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseId;
import io.coinslot.billing.purchase.PurchaseStatus;
import io.coinslot.billing.purchase.UserId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenSpendingTest {
    private final PayingToken token = new PayingToken();
    private final LocalBilling billing = token.billing;

    @Test
    void aPurchaseNamesTheTokenThatIsCharged() {
        token.hear(CardStatus.ACTIVE);
        Purchase purchase = token.posted("k1");
        assertThat(purchase.order().paymentToken()).isEqualTo(PayingToken.REFERENCE);
        assertThat(purchase.order().market()).isEqualTo(Market.STRIPE);
        assertThat(token.ledger().spending(purchase.id())).isPresent();
        assertThat(((Checkout.Posted) token.post("k1")).replayed()).isTrue();
        assertThat(token.ledger().spendings()).hasSize(1);
    }

    /** The card may be charged at the last moment, and nobody is to be told that it was not paid until it has answered. */
    @Test
    void aPurchaseDoesNotExpireWhileItsCardMayBeCharged() {
        token.hear(CardStatus.ACTIVE);
        PurchaseId id = token.posted("k1").id();
        billing.clock.advance(Duration.ofMinutes(31));
        billing.runTasks();
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.REQUESTED);
        billing.clock.advance(Duration.ofMinutes(1));
        billing.runTasks();
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.EXPIRED);
    }

    @Test
    void aKeyStandsForTheTokenToo() {
        token.hear(CardStatus.ACTIVE);
        token.post("k1");
        Checkout.Answer byPlayer = billing.post("k1", LocalBilling.draft(Market.STRIPE));
        assertThat(((Checkout.Refused) byPlayer).problem().type().slug()).isEqualTo("idempotency-key-reused");
    }

    @Test
    void onlyAnActiveTokenOfTheUserPays() {
        assertThat(refusal(token.post("k1"))).isEqualTo("422 payment-token-unknown");
        token.hear(new UserId("player-2"), CardStatus.ACTIVE);
        assertThat(refusal(token.post("k2"))).isEqualTo("422 payment-token-unknown");
        token.hear(CardStatus.INACTIVE);
        assertThat(refusal(token.post("k3"))).isEqualTo("422 payment-token-inactive");
        token.hear(CardStatus.SUSPENDED);
        assertThat(refusal(token.post("k4"))).isEqualTo("422 payment-token-suspended");
        token.hear(CardStatus.DEACTIVATED);
        assertThat(refusal(token.post("k5"))).isEqualTo("422 payment-token-deleted");
    }

    @Test
    void aSuspensionOfTodayDoesNotUndoWhatWasAcceptedBefore() {
        token.hear(CardStatus.ACTIVE);
        Purchase purchase = token.posted("k1");
        token.hear(CardStatus.SUSPENDED);
        assertThat(((Checkout.Posted) token.post("k1")).purchase().id()).isEqualTo(purchase.id());
        assertThat(refusal(token.post("k2"))).isEqualTo("422 payment-token-suspended");
    }

    @Test
    void limitsHoldAtOnceAndPerDay() {
        token.hear(CardStatus.ACTIVE);
        assertThat(refusal(billing.post("k0", PayingToken.draft(2))))
                .isEqualTo("422 payment-token-amount-limit-exceeded");
        token.post("k1");
        token.post("k2");
        Checkout.Refused third = (Checkout.Refused) token.post("k3");
        assertThat(refusal(third)).isEqualTo("422 payment-token-daily-amount-limit-exceeded");
        assertThat(third.problem().detail()).contains("KRW 3000", "KRW 600 is left");
        billing.clock.advance(Duration.ofDays(1));
        assertThat(token.post("k4")).isInstanceOf(Checkout.Posted.class);
    }

    @Test
    void limitsOfItsOwnComeBeforeTheUsualOnes() {
        TokenLimits own = new TokenLimits(null, List.of(new TokenLimits.AmountLimit("KRW", null, null)));
        TokenLimits holding = own.orElse(LocalBilling.TOKEN_LIMITS);
        assertThat(holding.purchasesPerDay()).isEqualTo(3);
        assertThat(holding.amounts()).containsExactly(new TokenLimits.AmountLimit("KRW", null, null));
    }

    @Test
    void whatWasDeclinedGivesTheAmountBackButNotTheTry() {
        token.hear(CardStatus.ACTIVE);
        for (int attempt = 1; attempt <= 3; attempt++) {
            decline(token.posted("k" + attempt).id(), "INSUFFICIENT_FUNDS");
        }
        assertThat(token.spentToday().isZero()).isTrue();
        Checkout.Refused fourth = (Checkout.Refused) token.post("k4");
        assertThat(refusal(fourth)).isEqualTo("422 payment-token-daily-count-limit-exceeded");
        assertThat(fourth.problem().detail()).contains("3 times", "0 are left");
    }

    @Test
    void theHistorySaysAsWhatTheChargeWasDeclined() {
        token.hear(CardStatus.ACTIVE);
        PurchaseId id = token.posted("k1").id();
        decline(id, "TOKEN_SUSPENDED");
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.DECLINED);
        assertThat(billing.purchase(id).trail().history())
                .extracting(HistoryEntry::event)
                .contains("PurchaseDeclined", "ChargeDeclined:TOKEN_SUSPENDED");
    }

    private void decline(PurchaseId id, String code) {
        billing.tell(id, 1, new MarketFact.Declined(code, "why"));
        billing.runTasks();
    }

    @Test
    void newsOfATokenKeepWhatItWasCharged() {
        token.hear(CardStatus.ACTIVE);
        token.post("k1");
        token.hear(CardStatus.SUSPENDED);
        token.hear(CardStatus.ACTIVE);
        assertThat(token.ledger().spendings()).hasSize(1);
    }

    /** A newer version that left the status as it was has left nothing here. */
    @Test
    void newsThatAreWrittenMayBeOldOnes() {
        token.hear(CardStatus.ACTIVE);
        Purchase purchase = token.posted("k1");
        decline(purchase.id(), "INSUFFICIENT_FUNDS");
        Spending paid = token.ledger().spending(purchase.id()).orElseThrow().with(SpendingStatus.CONFIRMED, 99);
        assertThat(TokenSpending.settle(token.state(), paid, billing.clock.instant())
                        .result())
                .isTrue();
        assertThat(TokenSpending.settle(token.state(), paid.with(SpendingStatus.RELEASED, 99), billing.clock.instant())
                        .result())
                .isFalse();
    }
}
