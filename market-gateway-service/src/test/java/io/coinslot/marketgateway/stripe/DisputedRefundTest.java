package io.coinslot.marketgateway.stripe;

import static io.coinslot.marketgateway.Decided.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.RefundsPayments.Answer;
import io.coinslot.marketgateway.market.RefundsPayments.Refunded;
import io.coinslot.marketgateway.market.RefundsPayments.Refused;
import io.coinslot.marketgateway.payment.Payment;
import io.coinslot.marketgateway.payment.PaymentTasks;
import io.coinslot.marketgateway.payment.PurchaseReactions;
import io.coinslot.marketgateway.payment.Refund;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A Stripe that would give money back although the bank takes it: we do not ask it to. */
class DisputedRefundTest extends StripeOverTheWire {
    private Answer refund(String amount) throws MarketFailure {
        market.answers("/v1/refunds", 200, "{\"id\":\"re_1\",\"object\":\"refund\",\"status\":\"succeeded\"}");
        Refund asked = new Refund("ref_1", null, Money.parse(amount), Refund.Status.REQUESTED, null);
        return new StripeRefunds(accounts).refund(link, paid(), asked, false);
    }

    private void disputed(String amount, String status) {
        disputed(amount, status, "krw");
    }

    private void disputed(String amount, String status, String currency) {
        String dispute = "{\"id\":\"dp_1\",\"object\":\"dispute\",\"amount\":" + amount + ",\"currency\":\"" + currency
                + "\",\"status\":\"" + status + "\",\"reason\":\"fraudulent\"}";
        market.answers(
                "/v1/disputes",
                200,
                "{\"object\":\"list\",\"url\":\"/v1/disputes\",\"has_more\":false,\"data\":[" + dispute + "]}");
    }

    @ParameterizedTest
    @CsvSource({
        "1200, needs_response, KRW 1200",
        "1200, under_review, KRW 500",
        "500, needs_response, KRW 700",
        "1200, lost, KRW 1200",
        "500, lost, KRW 800"
    })
    void isNotMadeOfWhatTheBankTakes(String disputed, String status, String asked) throws MarketFailure {
        disputed(disputed, status);
        assertThat(((Refused) refund(asked)).code()).isEqualTo(Refund.CHARGED_BACK);
    }

    @Test
    void isNotMadeOfWhatAnotherOnItsWayWillTake() throws MarketFailure {
        disputed("500", "lost");
        market.answers("/v1/refunds", 200, "{\"id\":\"re_1\",\"object\":\"refund\",\"status\":\"succeeded\"}");
        Payment both = asked(asked(paid(), "ref_1", 2), "ref_2", 3);
        StripeRefunds refunds = new StripeRefunds(accounts);
        assertThat(refunds.refund(link, both, both.refunds().getFirst(), false)).isEqualTo(new Refunded("re_1"));
        assertThat(((Refused) refunds.refund(link, both, both.refunds().getLast(), false)).code())
                .isEqualTo(Refund.CHARGED_BACK);
    }

    @Test
    void isNotMadeAfterTheBankHasTakenNobodyKnowsHowMuch() throws MarketFailure {
        disputed("1", "lost", "usd");
        assertThat(((Refused) refund("KRW 100")).code()).isEqualTo(Refund.CHARGED_BACK);
    }

    private static Payment asked(Payment payment, String refundId, long sequence) {
        return state(PurchaseReactions.refundRequested(
                payment,
                Refund.asked(refundId, Money.parse("KRW 500"), null),
                PaymentTasks.refund(refundId),
                sequence,
                ABILITIES));
    }

    @ParameterizedTest
    @CsvSource({
        "1200, won, KRW 1200",
        "1200, prevented, KRW 1200",
        "1200, warning_needs_response, KRW 1200",
        "500, lost, KRW 700"
    })
    void isMadeOfWhatIsLeft(String disputed, String status, String asked) throws MarketFailure {
        disputed(disputed, status);
        assertThat(refund(asked)).isEqualTo(new Refunded("re_1"));
    }

    @Test
    void isRefusedWhenStripeHeardOfTheDisputeFirst() throws MarketFailure {
        disputed("1200", "won");
        market.answers(
                "/v1/refunds",
                400,
                "{\"error\":{\"type\":\"invalid_request_error\",\"code\":\"charge_disputed\",\"message\":\"It has been"
                        + " charged back.\"}}");
        Refund asked = new Refund("ref_1", null, Money.parse("KRW 1200"), Refund.Status.REQUESTED, null);
        assertThat(((Refused) new StripeRefunds(accounts).refund(link, paid(), asked, false)).code())
                .isEqualTo(Refund.CHARGED_BACK);
    }
}
