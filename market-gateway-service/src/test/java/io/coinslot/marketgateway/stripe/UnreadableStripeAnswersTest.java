package io.coinslot.marketgateway.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketFailure.Kind;
import io.coinslot.marketgateway.payment.Receipt;
import io.coinslot.marketgateway.payment.Refund;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Something between us and Stripe answers in its place, or half of an answer arrives: that is no verdict. */
class UnreadableStripeAnswersTest extends StripeOverTheWire {
    private static final String HALF_A_BODY = "{\"id\":\"pi_1\",\"client_secret\":\"pi_1_secret_abc\",\"status\":";

    private static final String NO_DISPUTES =
            "{\"object\":\"list\",\"url\":\"/v1/disputes\",\"has_more\":false,\"data\":[]}";

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 404, 413, 502})
    void aRefundThatIsAnsweredSoMayHaveBeenMade(int status) {
        market.answers("/v1/disputes", 200, NO_DISPUTES);
        market.answers("/v1/refunds", status, HALF_A_BODY);
        Refund asked = new Refund("ref_1", null, Money.parse("KRW 1200"), Refund.Status.REQUESTED, null);
        MarketFailure failure = catchThrowableOfType(
                MarketFailure.class, () -> new StripeRefunds(accounts).refund(link, paid(), asked, false));
        assertThat(failure.kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(printed(failure)).doesNotContain("secret_abc");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 404, 413, 429, 502})
    void aReceiptThatIsAnsweredSoIsLookedAtAgain(int status) {
        market.answers("/v1/payment_intents/pi_1", status, HALF_A_BODY);
        Receipt receipt = new Receipt(Receipt.Kind.PAYMENT_INTENT_ID, "pi_1");
        MarketFailure failure = catchThrowableOfType(
                MarketFailure.class,
                () -> new StripeReceipts(accounts).verify(link, Orders.of(Orders.STRIPE, "p1"), receipt));
        assertThat(failure.kind()).isEqualTo(Kind.RETRY_LATER);
        assertThat(printed(failure)).doesNotContain("secret_abc");
    }

    @Test
    void anAnswerThatIsFarTooLongIsNotReadToItsEnd() {
        market.answers("/v1/disputes", 200, NO_DISPUTES);
        market.answers("/v1/refunds", 200, " ".repeat(9 * 1024 * 1024) + "{}");
        Refund asked = new Refund("ref_1", null, Money.parse("KRW 1200"), Refund.Status.REQUESTED, null);
        MarketFailure failure = catchThrowableOfType(
                MarketFailure.class, () -> new StripeRefunds(accounts).refund(link, paid(), asked, false));
        assertThat(failure.kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(failure.code()).isEqualTo("NO_ANSWER");
    }

    /** As a log shows it, with all that caused it. */
    private static String printed(MarketFailure failure) {
        StringBuilder text = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            text.append(cause).append('\n');
        }
        return text.toString();
    }
}
