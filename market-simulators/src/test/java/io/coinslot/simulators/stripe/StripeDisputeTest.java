package io.coinslot.simulators.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.Dispute;
import com.stripe.model.PaymentIntent;
import com.stripe.param.PaymentIntentCreateParams;
import io.coinslot.simulators.OpenMarkets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disputes turn more than once, and the money with them. */
class StripeDisputeTest {
    @TempDir
    static Path data;

    static OpenMarkets markets;
    static StripeClient merchant;

    @BeforeAll
    static void open() {
        markets = new OpenMarkets(data);
        merchant = StripeClient.builder()
                .setApiKey(markets.get("/control/stripe/credentials?serviceId=arcade")
                        .path("credentials")
                        .path("secretKey")
                        .stringValue())
                .setApiBase(markets.address() + "/stripe")
                .build();
    }

    @AfterAll
    static void close() {
        markets.close();
    }

    private static String dispute(String more) throws StripeException {
        PaymentIntent intent = merchant.v1()
                .paymentIntents()
                .create(PaymentIntentCreateParams.builder()
                        .setAmount(1200L)
                        .setCurrency("krw")
                        .build());
        markets.post("/control/stripe/purchases", "{\"paymentIntentId\":\"" + intent.getId() + "\"}");
        return markets.post("/control/stripe/disputes", "{\"paymentIntentId\":\"" + intent.getId() + "\"" + more + "}")
                .path("disputeId")
                .stringValue();
    }

    private static Dispute turned(String disputeId, String outcome) throws StripeException {
        markets.post("/control/stripe/disputes/" + disputeId + "/close", "{\"outcome\":\"" + outcome + "\"}");
        return merchant.v1().disputes().retrieve(disputeId);
    }

    private static long balance(Dispute dispute) {
        return dispute.getBalanceTransactions().stream()
                .mapToLong(transaction -> transaction.getAmount())
                .sum();
    }

    @Test
    void aDisputeThatWasWonMayBeLostAfterAll() throws StripeException {
        String disputeId = dispute("");
        assertThat(balance(turned(disputeId, "WON"))).isZero();
        Dispute lost = turned(disputeId, "LOST");
        assertThat(lost.getStatus()).isEqualTo("lost");
        assertThat(balance(lost)).isEqualTo(-1200);
    }

    @Test
    void aDisputeThatHadEndedIsTakenUpAgain() throws StripeException {
        String disputeId = dispute("");
        turned(disputeId, "LOST");
        Dispute open = turned(disputeId, "REOPENED");
        assertThat(open.getStatus()).isEqualTo("needs_response");
        assertThat(balance(open)).isEqualTo(-1200);
        assertThat(balance(turned(disputeId, "WON"))).isZero();
    }

    @Test
    void anInquiryTakesNothingUntilItIsAChargeback() throws StripeException {
        String disputeId = dispute(",\"inquiry\":true");
        assertThat(merchant.v1().disputes().retrieve(disputeId).getStatus()).isEqualTo("warning_needs_response");
        Dispute closed = turned(disputeId, "LOST");
        assertThat(closed.getStatus()).isEqualTo("warning_closed");
        assertThat(balance(closed)).isZero();
        assertThat(balance(turned(disputeId, "REOPENED"))).isEqualTo(-1200);
    }
}
