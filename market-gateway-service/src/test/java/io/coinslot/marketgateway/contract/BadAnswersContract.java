package io.coinslot.marketgateway.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.Receipt;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes in place of the market's answer: nothing of it is a verdict on the receipt. */
interface BadAnswersContract extends MarketSteps {
    /** Whichever library reads it. */
    @Test
    default void breaksOffAnAnswerThatComesInDrops() {
        MarketJourney journey = journey();
        String purchaseId = journey.request();
        Receipt receipt = journey.buy(purchaseId).receipt();
        journey.faults(
                "\"drip\":1,\"limit\":1,\"pathContains\":\"" + journey.market().path(Call.VERIFY) + "\"");
        journey.submit(purchaseId, receipt);
        assertThat(journey.gateway().payment(purchaseId).isPaid()).isFalse();
        journey.gateway().wait(Duration.ofMinutes(5));
        assertThat(journey.events(PaymentEvent.PaymentCaptured.class)).hasSize(1);
        assertThat(journey.events(PaymentEvent.ReceiptRefused.class)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 410})
    default void aPageOfAFrontServerIsNoVerdict(int status) {
        MarketJourney journey = journey();
        String purchaseId = journey.request();
        Receipt receipt = journey.buy(purchaseId).receipt();
        journey.faults("\"errorRate\":1,\"errorPage\":true,\"limit\":1,\"errorStatus\":" + status
                + ",\"pathContains\":\"" + journey.market().path(Call.VERIFY) + "\"");
        journey.submit(purchaseId, receipt);
        journey.gateway().wait(Duration.ofMinutes(5));
        assertThat(journey.events(PaymentEvent.ReceiptRefused.class)).isEmpty();
        assertThat(journey.events(PaymentEvent.PaymentDeclined.class)).isEmpty();
        assertThat(journey.events(PaymentEvent.PaymentCaptured.class)).hasSize(1);
    }
}
