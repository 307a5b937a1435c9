package io.coinslot.marketgateway.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.model.PaymentIntent;
import com.stripe.net.ApiResource;
import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.market.VerifiesReceipts.NotPaidYet;
import io.coinslot.marketgateway.market.VerifiesReceipts.StillPending;
import io.coinslot.marketgateway.market.VerifiesReceipts.Verdict;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a payment may be under way is told by its way. */
class StripeWaitsTest {
    private static final long ENDS = 1_800_000_000;

    private static Verdict verdict(String status, String nextAction) {
        PaymentIntent intent = ApiResource.GSON.fromJson(
                "{\"id\":\"pi_1\",\"object\":\"payment_intent\",\"status\":\"" + status + "\",\"next_action\":"
                        + nextAction + "}",
                PaymentIntent.class);
        return StripeWaits.of(Orders.of(Orders.STRIPE, "p1"), intent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"oxxo_display_details\":{\"expires_after\":1800000000}",
                "\"boleto_display_details\":{\"expires_at\":1800000000}",
                "\"konbini_display_details\":{\"expires_at\":1800000000}",
                "\"multibanco_display_details\":{\"expires_at\":1800000000}"
            })
    void aVoucherMayBePaidUntilItEndsAndIsToldSomeDaysLater(String voucher) {
        assertThat(verdict("requires_action", "{\"type\":\"voucher\"," + voucher + "}"))
                .isInstanceOfSatisfying(
                        StillPending.class,
                        pending ->
                                assertThat(pending.normalUntil()).isEqualTo(Instant.ofEpochSecond(ENDS + 7 * 86_400)));
    }

    @Test
    void aDebitTakesWeeksAtMost() {
        assertThat(verdict("processing", "null"))
                .isInstanceOfSatisfying(
                        StillPending.class,
                        pending -> assertThat(pending.normalUntil()).isEqualTo("2026-12-22T11:59:00Z"));
    }

    @Test
    void aTransferIsWaitedForForMonths() {
        assertThat(verdict(
                        "requires_action",
                        "{\"type\":\"display_bank_transfer_instructions\",\"display_bank_transfer_instructions\":{}}"))
                .isInstanceOfSatisfying(
                        StillPending.class,
                        pending -> assertThat(pending.normalUntil()).isEqualTo("2027-02-20T11:59:00Z"));
    }

    @Test
    void aPlayerWhoHasToProveThemselvesHasNotPaidYet() {
        assertThat(verdict("requires_action", "{\"type\":\"use_stripe_sdk\"}")).isInstanceOf(NotPaidYet.class);
    }
}
