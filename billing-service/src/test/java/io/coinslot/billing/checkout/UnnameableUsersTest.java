package io.coinslot.billing.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.billing.Joined;
import io.coinslot.billing.LocalBilling;
import io.coinslot.billing.catalog.Market;
import io.coinslot.billing.catalog.ProductId;
import io.coinslot.billing.checkout.Checkout.Posted;
import io.coinslot.billing.checkout.Checkout.Posting;
import io.coinslot.billing.checkout.Checkout.Refused;
import io.coinslot.billing.purchase.Buyer;
import io.coinslot.billing.purchase.Order;
import io.coinslot.billing.purchase.PurchaseId;
import io.coinslot.billing.purchase.PurchaseRequests;
import io.coinslot.billing.purchase.UserId;
import io.coinslot.servicekit.idempotency.IdempotencyKey;
import io.coinslot.servicekit.problem.GeneralProblem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Users whom no path can name, and who bought when they still could. */
class UnnameableUsersTest {
    private final LocalBilling billing = new LocalBilling();
    private PurchaseId bought;

    private static PurchaseDraft draft(String product) {
        return new PurchaseDraft(
                new UserId("a/b"), new ProductId(product), Market.GOOGLE_PLAY, 1, null, null, null, null, null);
    }

    /** As it is on record since before such users were refused. */
    @BeforeEach
    void buy() {
        Posting posting =
                new Posting(LocalBilling.arcade(), new IdempotencyKey("k1"), draft("gem-100"), "", "Idempotency-Key");
        Order like = billing.purchase(billing.requested(Market.GOOGLE_PLAY)).order();
        Buyer buyer = new Buyer(like.buyer().serviceId(), new UserId("a/b"), "account", null, null);
        Order order = new Order(
                buyer,
                like.item(),
                like.market(),
                like.total(),
                like.createdAt(),
                like.expiresAt(),
                false,
                null,
                null,
                null);
        bought = posting.purchaseId();
        Joined.result(billing.purchases.<PurchaseRequests.Outcome>create(
                bought.value(), existing -> PurchaseRequests.request(existing, bought, posting.request(), order)));
    }

    @Test
    void areAnsweredAgainWhatTheyWereAnsweredBefore() {
        assertThat(billing.post("k1", draft("gem-100"))).isInstanceOfSatisfying(Posted.class, again -> {
            assertThat(again.replayed()).isTrue();
            assertThat(again.purchase().id()).isEqualTo(bought);
        });
        assertThat(billing.post("k1", draft("gem-500")))
                .isInstanceOfSatisfying(
                        Refused.class,
                        reused -> assertThat(reused.problem().type()).isEqualTo(GeneralProblem.IDEMPOTENCY_KEY_REUSED));
    }

    @Test
    void buyNothingElse() {
        assertThat(billing.post("k2", draft("gem-100"))).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.problem().type()).isEqualTo(GeneralProblem.INVALID_REQUEST);
            assertThat(refused.problem().errors().getFirst().pointer()).isEqualTo("/userId");
        });
    }
}
