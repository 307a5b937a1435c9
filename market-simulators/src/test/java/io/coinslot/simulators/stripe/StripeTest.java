package io.coinslot.simulators.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.StripeClient;
import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Charge;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.param.BalanceTransactionListParams;
import com.stripe.param.EventListParams;
import com.stripe.param.PaymentIntentConfirmParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentRetrieveParams;
import com.stripe.param.PaymentIntentSearchParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import io.coinslot.simulators.OpenMarkets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class StripeTest {
    @TempDir
    static Path data;

    static OpenMarkets markets;
    static StripeClient merchant;

    @BeforeAll
    static void open() {
        markets = new OpenMarkets(data);
        merchant = merchant("arcade");
    }

    @AfterAll
    static void close() {
        markets.close();
    }

    static StripeClient merchant(String serviceId) {
        JsonNode issued = markets.get("/control/stripe/credentials?serviceId=" + serviceId);
        return StripeClient.builder()
                .setApiKey(issued.path("credentials").path("secretKey").stringValue())
                .setApiBase(markets.address() + "/stripe")
                .build();
    }

    @Test
    void playerPaysAnIntentThatTheMerchantPrepared() throws StripeException {
        PaymentIntent prepared = intent(1200, "krw", "purchase-1");
        assertThat(prepared.getStatus()).isEqualTo("requires_payment_method");
        assertThat(prepared.getClientSecret()).startsWith(prepared.getId() + "_secret_");

        JsonNode held =
                markets.post("/control/stripe/purchases", "{\"clientSecret\":\"" + prepared.getClientSecret() + "\"}");
        assertThat(held.path("paymentIntentId").stringValue()).isEqualTo(prepared.getId());

        PaymentIntent paid = merchant.v1()
                .paymentIntents()
                .retrieve(
                        prepared.getId(),
                        PaymentIntentRetrieveParams.builder()
                                .addExpand("latest_charge.balance_transaction")
                                .build());
        assertThat(paid.getStatus()).isEqualTo("succeeded");
        assertThat(paid.getAmountReceived()).isEqualTo(1200);
        assertThat(paid.getMetadata()).containsEntry("purchase_id", "purchase-1");
        Charge charge = paid.getLatestChargeObject();
        assertThat(charge.getPaid()).isTrue();
        assertThat(charge.getBalanceTransactionObject().getFee()).isEqualTo(35);
        assertThat(charge.getBalanceTransactionObject().getNet()).isEqualTo(1165);
    }

    @Test
    void amountsHaveNoDigitsThatCannotBeCharged() throws StripeException {
        for (String currency : new String[] {"kwd", "isk"}) {
            InvalidRequestException odd =
                    catchThrowableOfType(InvalidRequestException.class, () -> intent(1_005, currency, "purchase-odd"));
            assertThat(odd.getParam()).isEqualTo("amount");
            assertThat(intent(1_000, currency, "purchase-even").getAmount()).isEqualTo(1_000);
        }
    }

    @Test
    void declinedCardIsACardErrorAndTheIntentCanBePaidOtherwise() throws StripeException {
        PaymentIntent prepared = intent(999, "usd", "purchase-2");
        CardException declined = catchThrowableOfType(
                CardException.class, () -> confirm(prepared, "pm_card_chargeDeclinedInsufficientFunds"));
        assertThat(declined.getStatusCode()).isEqualTo(402);
        assertThat(declined.getDeclineCode()).isEqualTo("insufficient_funds");
        assertThat(retrieve(prepared).getStatus()).isEqualTo("requires_payment_method");
        assertThat(retrieve(prepared).getLastPaymentError().getCode()).isEqualTo("card_declined");
        assertThat(confirm(prepared, "pm_card_visa").getStatus()).isEqualTo("succeeded");
    }

    @Test
    void paymentThatTakesTimeIsCompletedLater() throws StripeException {
        PaymentIntent prepared = intent(5000, "eur", "purchase-3");
        markets.post(
                "/control/stripe/purchases",
                "{\"binding\":{\"orderReference\":\"purchase-3\"},\"outcome\":\"PENDING\"}");
        assertThat(retrieve(prepared).getStatus()).isEqualTo("processing");
        markets.post("/control/stripe/purchases/" + prepared.getId() + "/complete", "{}");
        assertThat(retrieve(prepared).getStatus()).isEqualTo("succeeded");
    }

    @Test
    void refundsNeverExceedWhatWasPaid() throws StripeException {
        PaymentIntent paid = confirm(intent(1000, "usd", "purchase-4"), "pm_card_visa");
        refund(paid, 600);
        InvalidRequestException tooMuch = catchThrowableOfType(InvalidRequestException.class, () -> refund(paid, 600));
        assertThat(tooMuch.getParam()).isEqualTo("amount");
        Refund second = refund(paid, 400);
        assertThat(second.getStatus()).isEqualTo("succeeded");
        InvalidRequestException again = catchThrowableOfType(InvalidRequestException.class, () -> refund(paid, 1));
        assertThat(again.getCode()).isEqualTo("charge_already_refunded");
        assertThat(merchant.v1()
                        .refunds()
                        .list(RefundListParams.builder()
                                .setPaymentIntent(paid.getId())
                                .build())
                        .getData())
                .extracting(Refund::getAmount)
                .containsExactly(400L, 600L);
    }

    @Test
    void intentIsFoundByItsMetadata() throws StripeException {
        PaymentIntent prepared = intent(1200, "krw", "purchase-5");
        assertThat(merchant.v1()
                        .paymentIntents()
                        .search(PaymentIntentSearchParams.builder()
                                .setQuery("metadata['purchase_id']:'purchase-5'")
                                .build())
                        .getData())
                .extracting(PaymentIntent::getId)
                .containsExactly(prepared.getId());
    }

    @Test
    void eventsAndBalanceTransactionsTellWhatHappened() throws StripeException {
        StripeClient other = merchant("bookkeeper");
        PaymentIntent paid = other.v1()
                .paymentIntents()
                .create(PaymentIntentCreateParams.builder()
                        .setAmount(1000L)
                        .setCurrency("usd")
                        .setPaymentMethod("pm_card_visa")
                        .setConfirm(true)
                        .build());
        other.v1()
                .refunds()
                .create(RefundCreateParams.builder()
                        .setPaymentIntent(paid.getId())
                        .build());
        assertThat(other.v1().events().list(EventListParams.builder().build()).getData())
                .extracting(com.stripe.model.Event::getType)
                .containsExactly(
                        "charge.refunded",
                        "refund.created",
                        "payment_intent.succeeded",
                        "charge.succeeded",
                        "payment_intent.created");
        assertThat(other.v1()
                        .balanceTransactions()
                        .list(BalanceTransactionListParams.builder().build())
                        .getData())
                .extracting(com.stripe.model.BalanceTransaction::getNet)
                .containsExactly(-1000L, 941L);
    }

    @Test
    void anotherMerchantSeesNothing() throws StripeException {
        PaymentIntent mine = intent(1200, "krw", "purchase-6");
        InvalidRequestException foreign = catchThrowableOfType(
                InvalidRequestException.class,
                () -> merchant("stranger").v1().paymentIntents().retrieve(mine.getId()));
        assertThat(foreign.getStatusCode()).isEqualTo(404);
        assertThat(foreign.getCode()).isEqualTo("resource_missing");
    }

    private static PaymentIntent intent(long amount, String currency, String purchaseId) throws StripeException {
        return merchant.v1()
                .paymentIntents()
                .create(PaymentIntentCreateParams.builder()
                        .setAmount(amount)
                        .setCurrency(currency)
                        .putMetadata("purchase_id", purchaseId)
                        .setAutomaticPaymentMethods(PaymentIntentCreateParams.AutomaticPaymentMethods.builder()
                                .setEnabled(true)
                                .build())
                        .build());
    }

    private static PaymentIntent confirm(PaymentIntent intent, String paymentMethod) throws StripeException {
        return merchant.v1()
                .paymentIntents()
                .confirm(
                        intent.getId(),
                        PaymentIntentConfirmParams.builder()
                                .setPaymentMethod(paymentMethod)
                                .build());
    }

    private static PaymentIntent retrieve(PaymentIntent intent) throws StripeException {
        return merchant.v1().paymentIntents().retrieve(intent.getId());
    }

    private static Refund refund(PaymentIntent paid, long amount) throws StripeException {
        return merchant.v1()
                .refunds()
                .create(RefundCreateParams.builder()
                        .setPaymentIntent(paid.getId())
                        .setAmount(amount)
                        .build());
    }
}
