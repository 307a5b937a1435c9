package io.coinslot.marketgateway.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.model.PaymentIntent;
import com.stripe.model.PaymentIntent.NextAction;
import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.market.VerifiesReceipts.NotPaidYet;
import io.coinslot.marketgateway.market.VerifiesReceipts.StillPending;
import io.coinslot.marketgateway.market.VerifiesReceipts.Verdict;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How long a payment may be under way is told by its way. */
class StripeWaitsTest {
    private static final long ENDS = 1_800_000_000;

    private static Verdict verdict(String status, NextAction next) {
        PaymentIntent intent = new PaymentIntent();
        intent.setStatus(status);
        intent.setNextAction(next);
        return StripeWaits.of(Orders.of(Orders.STRIPE, "p1"), intent);
    }

    private static void assertNormalUntil(Verdict verdict, Instant until) {
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        StillPending.class,
                        pending -> assertThat(pending.normalUntil()).isEqualTo(until));
    }

    @Test
    void aVoucherMayBePaidUntilItEndsAndIsToldSomeDaysLater() {
        Instant told = Instant.ofEpochSecond(ENDS + 7 * 86_400);
        NextAction oxxo = new NextAction();
        oxxo.setOxxoDisplayDetails(new NextAction.OxxoDisplayDetails());
        oxxo.getOxxoDisplayDetails().setExpiresAfter(ENDS);
        assertNormalUntil(verdict("requires_action", oxxo), told);
        NextAction boleto = new NextAction();
        boleto.setBoletoDisplayDetails(new NextAction.BoletoDisplayDetails());
        boleto.getBoletoDisplayDetails().setExpiresAt(ENDS);
        assertNormalUntil(verdict("requires_action", boleto), told);
        NextAction konbini = new NextAction();
        konbini.setKonbiniDisplayDetails(new NextAction.KonbiniDisplayDetails());
        konbini.getKonbiniDisplayDetails().setExpiresAt(ENDS);
        assertNormalUntil(verdict("requires_action", konbini), told);
        NextAction multibanco = new NextAction();
        multibanco.setMultibancoDisplayDetails(new NextAction.MultibancoDisplayDetails());
        multibanco.getMultibancoDisplayDetails().setExpiresAt(ENDS);
        assertNormalUntil(verdict("requires_action", multibanco), told);
    }

    @Test
    void aDebitTakesWeeksAtMost() {
        assertNormalUntil(verdict("processing", null), Instant.parse("2026-12-22T11:59:00Z"));
    }

    @Test
    void aTransferIsWaitedForForMonths() {
        NextAction transfer = new NextAction();
        transfer.setDisplayBankTransferInstructions(new NextAction.DisplayBankTransferInstructions());
        assertNormalUntil(verdict("requires_action", transfer), Instant.parse("2027-02-20T11:59:00Z"));
    }

    @Test
    void aPlayerWhoHasToProveThemselvesHasNotPaidYet() {
        NextAction challenge = new NextAction();
        challenge.setType("use_stripe_sdk");
        assertThat(verdict("requires_action", challenge)).isInstanceOf(NotPaidYet.class);
        assertThat(verdict("requires_action", null)).isInstanceOf(NotPaidYet.class);
    }
}
