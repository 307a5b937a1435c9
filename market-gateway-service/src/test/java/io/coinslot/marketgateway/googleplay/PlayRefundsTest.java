package io.coinslot.marketgateway.googleplay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.marketgateway.Decided;
import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.RefundsPayments.Answer;
import io.coinslot.marketgateway.market.RefundsPayments.Refunded;
import io.coinslot.marketgateway.market.RefundsPayments.Underway;
import io.coinslot.marketgateway.payment.Capture;
import io.coinslot.marketgateway.payment.MarketAbilities;
import io.coinslot.marketgateway.payment.MarketAnswers;
import io.coinslot.marketgateway.payment.MoneyBack;
import io.coinslot.marketgateway.payment.Payment;
import io.coinslot.marketgateway.payment.PurchaseReactions;
import io.coinslot.marketgateway.payment.Receipt;
import io.coinslot.marketgateway.payment.Refund;
import java.time.Instant;
import java.util.List;
import org.joda.money.Money;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Google has answered to a refund stands, whatever its order shows of it. */
class PlayRefundsTest extends PlayOverTheWire {
    private static final MarketAbilities ABILITIES = new MarketAbilities(true, false, true, true, true);
    private static final Money ALL = Money.parse("KRW 1200");
    private static final String REFUND = ORDER + ":refund";
    private static final String WRONG_STATE = """
        {"error":{"code":400,"message":"The order is not in a valid state to perform the desired operation.",
         "status":"INVALID_ARGUMENT","errors":[{"reason":"invalid","domain":"androidpublisher"}]}}\
        """;

    @BeforeEach
    void sell() {
        market.answers(ORDER, 200, order("PROCESSED"));
        market.answers(PURCHASE, 200, purchase("PURCHASED"));
        market.answers(REFUND, 200, "{}");
    }

    private static String order(String state) {
        return "{\"orderId\":\"GPA.1\",\"state\":\"" + state
                + "\",\"total\":{\"currencyCode\":\"KRW\",\"units\":\"1200\"}}";
    }

    private static String purchase(String state) {
        return "{\"orderId\":\"GPA.1\",\"purchaseStateContext\":{\"purchaseState\":\"" + state + "\"}}";
    }

    private static Payment paid() {
        Capture capture = new Capture(
                "GPA.1",
                "com.example",
                new Receipt(Receipt.Kind.PURCHASE_TOKEN, "token-1"),
                ALL,
                null,
                null,
                Instant.EPOCH,
                null,
                false);
        Payment asked =
                Decided.state(PurchaseReactions.requested(null, Orders.of(Orders.GOOGLE_PLAY, "p1"), 1, ABILITIES));
        return Decided.state(MarketAnswers.captured(asked, "r1", capture, List.of(), ABILITIES));
    }

    private Answer refund(boolean repeated) throws MarketFailure {
        Refund asked = new Refund("refund-1", null, ALL, Refund.Status.REQUESTED, null);
        return new PlayRefunds(consoles).refund(link, paid(), asked, repeated);
    }

    @Test
    void isUnderwayWhenGoogleTookItAndTheLookAfterItFailed() throws MarketFailure {
        market.thenAnswers(ORDER, 503, "{}");
        assertThat(refund(false)).isInstanceOf(Underway.class);
    }

    @Test
    void isUnderwayWhenAnEarlierAttemptMayHaveBeenTheReasonForTheRefusal() throws MarketFailure {
        market.answers(REFUND, 400, WRONG_STATE);
        assertThat(refund(true)).isInstanceOf(Underway.class);
    }

    @Test
    void isUnderwayWhenThePurchaseIsTakenBackAndTheOrderBehind() throws MarketFailure {
        market.answers(REFUND, 400, WRONG_STATE);
        market.answers(PURCHASE, 200, purchase("CANCELLED"));
        assertThat(refund(false)).isInstanceOf(Underway.class);
    }

    @Test
    void anOrderThatWasCalledOffAfterItCountedAsPaidIsMoneyThatWentBack() throws MarketFailure {
        market.answers(ORDER, 200, order("CANCELED"));
        assertThat(new PlayRefunds(consoles).moneyBack(link, paid().order(), paid().paid()))
                .singleElement()
                .isInstanceOfSatisfying(
                        MoneyBack.MarketRefund.class,
                        refund -> assertThat(refund.amount()).isEqualTo(ALL));
        assertThat(refund(false)).isEqualTo(new Refunded("GPA.1/full"));
    }

    @Test
    void isRefusedWhenNobodyHasAskedBeforeAndNothingIsTakenBack() {
        market.answers(REFUND, 400, WRONG_STATE);
        assertThatThrownBy(() -> refund(false))
                .isInstanceOfSatisfying(
                        MarketFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo(PlayFailures.INVALID_STATE));
    }
}
