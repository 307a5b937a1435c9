package io.coinslot.simulators.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.stripe.Stripe;
import io.coinslot.simulators.protocol.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The bodies have every field that the bodies published by Stripe have. */
class StripeContractTest {
    private static final Path FIXTURES = Path.of("../../shared/fixtures/stripe/fixtures3.json");
    static JsonNode published;

    @BeforeAll
    static void readTheContract() throws IOException {
        assumeTrue(Files.exists(FIXTURES), "the published bodies are not here: " + FIXTURES.toAbsolutePath());
        published = Json.read(Files.readAllBytes(FIXTURES)).path("resources");
    }

    @Test
    void paymentIntentHasEveryField() {
        check("payment_intent", StripeBodies.intent(intent()), Set.of("managed_payments"));
    }

    @Test
    void chargeHasEveryField() {
        Charge charge = new Charge(
                "ch_1",
                "acct_1",
                "pi_1",
                1,
                "usd",
                Map.of(),
                "pm_1",
                Charge.ChargeStatus.SUCCEEDED,
                "txn_1",
                null,
                0,
                null,
                1);
        // Refunds are left out of charges since API version 2022-11-15 unless they are expanded.
        check("charge", ChargeBody.of(charge), Set.of("refunds"));
    }

    @Test
    void refundHasEveryField() {
        Refund refund = new Refund(
                "re_1",
                "acct_1",
                "ch_1",
                "pi_1",
                1,
                "usd",
                Map.of(),
                null,
                Refund.RefundStatus.SUCCEEDED,
                null,
                "txn_1",
                null,
                1);
        check("refund", StripeBodies.refund(refund), Set.of());
    }

    @Test
    void balanceTransactionHasEveryField() {
        check(
                "balance_transaction",
                StripeBodies.balanceTransaction(new BalanceTransaction(
                        "txn_1", "acct_1", BalanceTransaction.Kind.CHARGE, 100, 3, "usd", "ch_1", 1, 2)),
                Set.of());
    }

    @Test
    void disputeHasEveryField() {
        Dispute dispute = new Dispute(
                "dp_1",
                "acct_1",
                "ch_1",
                "pi_1",
                1,
                "usd",
                "fraudulent",
                Dispute.DisputeStatus.NEEDS_RESPONSE,
                List.of(),
                1);
        check("dispute", StripeBodies.dispute(dispute, Json.array()), Set.of());
    }

    @Test
    void eventsAreOfTheVersionThatTheLibraryPins() {
        assertThat(Events.API_VERSION).isEqualTo(Stripe.API_VERSION);
    }

    private static Intent intent() {
        return new Intent(
                "pi_1",
                "acct_1",
                1,
                "usd",
                Map.of(),
                "pi_1_secret_1",
                null,
                null,
                IntentStatus.SUCCEEDED,
                "pm_1",
                "ch_1",
                null,
                null,
                1,
                0);
    }

    private static void check(String resource, JsonNode body, Set<String> leftOut) {
        assertThat(body.propertyNames())
                .containsAll(published.path(resource).propertyNames().stream()
                        .filter(name -> !leftOut.contains(name))
                        .toList());
    }
}
