package io.coinslot.marketgateway.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.market.Hint;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events that are signed and yet not as Stripe describes them: operators hear of them, and Stripe is answered. */
class OddStripeEventsTest extends StripeOverTheWire {
    private Hint read(String type, String object) {
        String event = "{\"id\":\"evt_1\",\"type\":\"" + type + "\",\"data\":{\"object\":" + object + "}}";
        return new StripeNotifications(accounts, Clock.systemUTC()).read(link, event.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "0.5", "true", "{\"id\":\"pi_1\"}", "[\"pi_1\"]", "\"\"", "\" \""})
    void parksAnEventWhosePaymentIntentIsNoId(String intent) {
        assertThat(read("charge.refunded", "{\"payment_intent\":" + intent + "}"))
                .isInstanceOf(Hint.NotUnderstood.class);
        assertThat(read("payment_intent.succeeded", "{\"metadata\":{\"purchase_id\":\"pur_1\"},\"id\":" + intent + "}"))
                .isNotInstanceOf(Hint.PaymentChanged.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"payment_intent\":null}", "null", "5"})
    void leavesWhatBelongsToNoPaymentIntent(String object) {
        assertThat(read("charge.refunded", object)).isInstanceOf(Hint.Nothing.class);
    }

    @Test
    void looksAtThePaymentThatIsNamed() {
        assertThat(read("charge.refunded", "{\"payment_intent\":\"pi_1\"}")).isInstanceOf(Hint.PaymentChanged.class);
    }
}
