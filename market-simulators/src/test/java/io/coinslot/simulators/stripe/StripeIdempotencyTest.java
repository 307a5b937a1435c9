package io.coinslot.simulators.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.StripeClient;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.ApiException;
import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.net.RequestOptions;
import com.stripe.param.PaymentIntentCreateParams;
import io.coinslot.simulators.OpenMarkets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StripeIdempotencyTest {
    @TempDir
    Path data;

    OpenMarkets markets;
    StripeClient merchant;

    @BeforeEach
    void open() {
        markets = new OpenMarkets(data);
        merchant = merchant(0);
    }

    @AfterEach
    void close() {
        markets.close();
    }

    private StripeClient merchant(int retries) {
        return StripeClient.builder()
                .setApiKey(markets.get("/control/stripe/credentials?serviceId=arcade")
                        .path("credentials")
                        .path("secretKey")
                        .stringValue())
                .setApiBase(markets.address() + "/stripe")
                .setMaxNetworkRetries(retries)
                .setReadTimeout(500)
                .build();
    }

    @Test
    void firstAnswerIsReplayed() throws StripeException {
        PaymentIntent first = create("key-1", 1200);
        PaymentIntent again = create("key-1", 1200);
        assertThat(again.getId()).isEqualTo(first.getId());
        assertThat(again.getLastResponse().headers().firstValue("Idempotent-Replayed"))
                .contains("true");
        assertThat(again.getLastResponse().headers().firstValue("Original-Request"))
                .contains(first.getLastResponse().requestId());
        assertThat(transactions()).isOne();
    }

    @Test
    void sameKeyWithOtherParametersIsAnError() throws StripeException {
        create("key-2", 1200);
        IdempotencyException mismatch = catchThrowableOfType(IdempotencyException.class, () -> create("key-2", 1300));
        assertThat(mismatch.getStatusCode()).isEqualTo(400);
    }

    @Test
    void keyIsForgottenAfterADay() throws StripeException {
        PaymentIntent first = create("key-3", 1200);
        markets.post("/control/clock", "{\"advance\":\"PT24H\"}");
        assertThat(create("key-3", 1200).getId()).isNotEqualTo(first.getId());
    }

    @Test
    void failureOfTheServerIsReplayedToo() {
        markets.post("/control/stripe/faults", "{\"errorRate\":1,\"errorStatus\":500,\"limit\":1}");
        assertThat(catchThrowable(() -> create("key-4", 1200))).isInstanceOf(ApiException.class);
        assertThat(catchThrowable(() -> create("key-4", 1200))).isInstanceOf(ApiException.class);
        assertThat(transactions()).isZero();
    }

    /** What was done is found in the record alone: the key goes on answering that it failed. */
    @Test
    void failureAfterTheWorkWasDoneIsReplayedAsItWasAnswered() {
        markets.post("/control/stripe/faults", "{\"errorAfterCommit\":1,\"errorStatus\":500,\"limit\":1}");
        assertThat(catchThrowable(() -> create("key-10", 1200))).isInstanceOf(ApiException.class);
        assertThat(transactions()).isOne();
        ApiException again = catchThrowableOfType(ApiException.class, () -> create("key-10", 1200));
        assertThat(again.getStatusCode()).isEqualTo(500);
        assertThat(transactions()).isOne();
    }

    @Test
    void failureOfAReplayDoesNotTakeThePlaceOfTheFirstAnswer() throws StripeException {
        PaymentIntent first = create("key-11", 1200);
        markets.post("/control/stripe/faults", "{\"errorAfterCommit\":1,\"errorStatus\":500,\"limit\":1}");
        assertThat(catchThrowable(() -> create("key-11", 1200))).isInstanceOf(ApiException.class);
        assertThat(create("key-11", 1200).getId()).isEqualTo(first.getId());
    }

    @Test
    void unavailabilityIsNotKeptAndMayBeRetried() throws StripeException {
        markets.post("/control/stripe/faults", "{\"errorRate\":1,\"errorStatus\":503,\"limit\":1}");
        merchant = merchant(1);
        assertThat(create("key-5", 1200).getStatus()).isEqualTo("requires_payment_method");
    }

    @Test
    void whatFailsValidationIsNotKept() throws StripeException {
        assertThat(catchThrowable(() -> create("key-6", 0))).isNotNull();
        assertThat(create("key-6", 1200).getId()).startsWith("pi_");
    }

    @Test
    void declineIsKept() {
        CardException first = catchThrowableOfType(CardException.class, () -> pay("key-7"));
        CardException again = catchThrowableOfType(CardException.class, () -> pay("key-7"));
        assertThat(again.getCharge()).isEqualTo(first.getCharge());
        assertThat(transactions()).isOne();
    }

    @Test
    void answerThatNeverArrivedIsReplayed() throws StripeException {
        markets.post("/control/stripe/faults", "{\"timeoutAfterCommit\":true,\"limit\":1}");
        assertThat(catchThrowable(() -> create("key-8", 1200))).isInstanceOf(ApiConnectionException.class);
        assertThat(create("key-8", 1200).getLastResponse().headers().firstValue("Idempotent-Replayed"))
                .contains("true");
        assertThat(transactions()).isOne();
    }

    @Test
    void answersAreKeptOverAKill() throws StripeException {
        PaymentIntent first = create("key-9", 1200);
        markets.close();
        open();
        assertThat(create("key-9", 1200).getId()).isEqualTo(first.getId());
    }

    private PaymentIntent create(String key, long amount) throws StripeException {
        return merchant.v1()
                .paymentIntents()
                .create(
                        PaymentIntentCreateParams.builder()
                                .setAmount(amount)
                                .setCurrency("krw")
                                .putMetadata("purchase_id", key)
                                .build(),
                        RequestOptions.builder().setIdempotencyKey(key).build());
    }

    private void pay(String key) throws StripeException {
        merchant.v1()
                .paymentIntents()
                .create(
                        PaymentIntentCreateParams.builder()
                                .setAmount(1200L)
                                .setCurrency("krw")
                                .setPaymentMethod("pm_card_chargeDeclined")
                                .setConfirm(true)
                                .build(),
                        RequestOptions.builder().setIdempotencyKey(key).build());
    }

    private int transactions() {
        return markets.get("/control/stripe/ledger")
                .path("totals")
                .path("transactions")
                .intValue();
    }
}
