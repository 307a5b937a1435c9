package io.coinslot.simulators.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.exception.StripeException;
import com.stripe.model.Dispute;
import com.stripe.model.Event;
import com.stripe.model.PaymentIntent;
import com.stripe.net.Webhook;
import com.stripe.param.EventListParams;
import io.coinslot.simulators.Merchant;
import io.coinslot.simulators.OpenMarkets;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class StripeWebhooksTest {
    @TempDir
    Path data;

    OpenMarkets markets;
    Merchant merchant;
    MerchantAccount account;

    @BeforeEach
    void open() {
        markets = new OpenMarkets(data);
        merchant = new Merchant();
        account = new MerchantAccount(markets, "arcade");
        markets.post("/control/stripe/notification-target", "{\"url\":\"" + merchant.url() + "/told/{serviceId}\"}");
    }

    @AfterEach
    void close() {
        merchant.close();
        markets.close();
    }

    @Test
    void paymentIsToldSignedAsTheLibraryExpects() throws Exception {
        PaymentIntent paid = account.paid(1200, "krw");
        await().until(() -> !merchant.told().isEmpty());
        Event event = event(merchant.told().getFirst());
        assertThat(merchant.told().getFirst().path()).isEqualTo("/told/arcade");
        assertThat(event.getType()).isEqualTo("payment_intent.succeeded");
        PaymentIntent told =
                (PaymentIntent) event.getDataObjectDeserializer().getObject().orElseThrow();
        assertThat(told.getId()).isEqualTo(paid.getId());
        assertThat(told.getAmountReceived()).isEqualTo(1200);
    }

    @Test
    void webhooksCanBeForgedRepeatedAndUnreadable() throws Exception {
        PaymentIntent paid = account.paid(1200, "krw");
        await().until(() -> !merchant.told().isEmpty());
        String genuine = event(merchant.told().getFirst()).getId();

        assertThat(send("\"kind\":\"RESEND\",\"paymentIntentId\":\"" + paid.getId() + "\""))
                .containsExactly(200);
        assertThat(event(merchant.told().getLast()).getId()).isEqualTo(genuine);

        send("\"kind\":\"FORGED\",\"eventId\":\"" + genuine + "\"");
        assertThatThrownBy(() -> event(merchant.told().getLast())).isInstanceOf(SignatureVerificationException.class);
        send("\"kind\":\"RESEND\",\"proof\":\"EXPIRED\",\"eventId\":\"" + genuine + "\"");
        assertThatThrownBy(() -> event(merchant.told().getLast())).isInstanceOf(SignatureVerificationException.class);
        send("\"kind\":\"POISON\",\"serviceId\":\"arcade\"");
        assertThatThrownBy(() -> event(merchant.told().getLast()))
                .isInstanceOf(com.google.gson.JsonSyntaxException.class);
        send("\"kind\":\"UNKNOWN_TYPE\",\"serviceId\":\"arcade\"");
        assertThat(event(merchant.told().getLast()).getType()).isEqualTo("marvel.created");
    }

    @Test
    void disputeTakesTheMoneyAndGivesItBackWhenWon() throws Exception {
        PaymentIntent paid = account.paid(5000, "usd");
        String dispute = markets.post("/control/stripe/disputes", "{\"paymentIntentId\":\"" + paid.getId() + "\"}")
                .path("disputeId")
                .stringValue();
        assertThat(account.client.v1().disputes().retrieve(dispute).getStatus()).isEqualTo("needs_response");
        assertThat(chargedBack()).isEqualTo("50.00");
        markets.post("/control/stripe/disputes/" + dispute + "/close", "{\"outcome\":\"WON\"}");
        Dispute closed = account.client.v1().disputes().retrieve(dispute);
        assertThat(closed.getStatus()).isEqualTo("won");
        assertThat(closed.getBalanceTransactions())
                .extracting(com.stripe.model.BalanceTransaction::getNet)
                .containsExactly(-6500L, 6500L);
        assertThat(chargedBack()).isEqualTo("0.00");
        await().untilAsserted(() -> assertThat(types())
                .contains(
                        "charge.dispute.created",
                        "charge.dispute.funds_withdrawn",
                        "charge.dispute.funds_reinstated",
                        "charge.dispute.closed"));
    }

    private List<String> listed(String type, Boolean delivered) throws StripeException {
        EventListParams params = EventListParams.builder()
                .setType(type)
                .setDeliverySuccess(delivered)
                .build();
        return account.client.v1().events().list(params).getData().stream()
                .map(Event::getId)
                .toList();
    }

    /** What was told to nobody, because nobody was to be told, did not fail to be delivered. */
    @Test
    void undeliveredIsOnlyWhatAnEndpointWasToTake() throws Exception {
        account.paid(1200, "krw");
        await().untilAsserted(() ->
                assertThat(listed("payment_intent.succeeded", false)).isEmpty());
        List<String> taken = listed("payment_intent.succeeded", true);
        assertThat(taken).hasSize(1);
        merchant.refuseNext(1_000);
        account.paid(1200, "krw");
        List<String> refused = listed("payment_intent.succeeded", false);
        assertThat(refused).hasSize(1).doesNotContainAnyElementsOf(taken);
        assertThat(listed("payment_intent.succeeded", null)).containsExactly(refused.getFirst(), taken.getFirst());
        assertThat(listed("payment_intent.created", null)).hasSize(2);
        assertThat(listed("payment_intent.created", false))
                .as("of which no endpoint is to be told")
                .isEmpty();
        markets.post("/control/clock", "{\"advance\":\"P31D\"}");
        assertThat(listed("payment_intent.succeeded", null))
                .as("events of a month ago")
                .isEmpty();
    }

    @Test
    void refundMayFailLater() throws Exception {
        PaymentIntent paid = account.paid(5000, "usd");
        String refund = markets.post(
                        "/control/stripe/refunds",
                        "{\"paymentIntentId\":\"" + paid.getId()
                                + "\",\"amount\":{\"amount\":\"20.00\",\"currency\":\"USD\"}}")
                .path("id")
                .stringValue();
        markets.post("/control/stripe/refunds", "{\"refundId\":\"" + refund + "\"}");
        assertThat(account.client.v1().refunds().retrieve(refund).getStatus()).isEqualTo("failed");
        JsonNode entry = markets.get("/control/stripe/ledger").path("items").get(0);
        assertThat(entry.path("refunded").path("amount").stringValue()).isEqualTo("0.00");
        await().untilAsserted(() -> assertThat(types()).contains("charge.refunded", "refund.failed"));
    }

    @Test
    void clientConfirmsWithItsOwnKeyAndTheClientSecretAlone() throws Exception {
        PaymentIntent prepared = account.prepared(1200, "krw");
        String form = "payment_method=pm_card_visa&client_secret="
                + URLEncoder.encode(prepared.getClientSecret(), StandardCharsets.UTF_8);
        assertThat(account.asClient("POST", "/v1/payment_intents/" + prepared.getId() + "/confirm", form))
                .isEqualTo(200);
        assertThat(account.asClient("GET", "/v1/payment_intents/" + prepared.getId(), ""))
                .isEqualTo(400);
        assertThat(account.asClient("POST", "/v1/refunds", "payment_intent=" + prepared.getId()))
                .isEqualTo(401);
    }

    private String chargedBack() {
        JsonNode entry = markets.get("/control/stripe/ledger").path("items").get(0);
        return entry.path("chargedBack").path("amount").stringValue();
    }

    private List<Integer> send(String fields) {
        return markets.post("/control/stripe/notifications", "{" + fields + "}")
                .path("statuses")
                .valueStream()
                .map(JsonNode::intValue)
                .toList();
    }

    private List<String> types() {
        return merchant.told().stream()
                .map(told -> {
                    try {
                        return event(told).getType();
                    } catch (SignatureVerificationException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }

    private Event event(Merchant.Told told) throws SignatureVerificationException {
        return Webhook.constructEvent(told.body(), told.header("Stripe-signature"), account.webhookSecret);
    }
}
