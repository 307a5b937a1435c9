package io.coinslot.billing.card;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.billing.FakeCatalog;
import io.coinslot.billing.Joined;
import io.coinslot.billing.LocalBilling;
import io.coinslot.billing.catalog.Market;
import io.coinslot.billing.catalog.ProductId;
import io.coinslot.billing.checkout.Checkout;
import io.coinslot.billing.checkout.PurchaseDraft;
import io.coinslot.billing.limit.Ledger;
import io.coinslot.billing.limit.Spending;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.UserId;
import io.coinslot.servicekit.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** A registered card's token that pays for purchases of KRW 1200: three a day, KRW 2000 at once, KRW 3000 a day. */
final class PayingToken {
    static final String REFERENCE = "DWSB0001";
    static final UserId PLAYER = new UserId("player-1");
    private static final CurrencyUnit WON = CurrencyUnit.of("KRW");

    final LocalBilling billing = new LocalBilling();
    private long version;

    /** The registry tells what has become of the player's token. */
    void hear(CardStatus status) {
        hear(PLAYER, status);
    }

    void hear(UserId userId, CardStatus status) {
        CardState state = new CardState(userId, "card-1", status, List.of(), "1111", "visa");
        Joined.result(billing.cardTokens.hear(
                new TokenNews(REFERENCE, FakeCatalog.ARCADE, ++version, state, null, Instant.EPOCH)));
    }

    static PurchaseDraft draft(int quantity) {
        return new PurchaseDraft(
                PLAYER, new ProductId("gem-100"), Market.STRIPE, quantity, null, null, null, null, REFERENCE);
    }

    Checkout.Answer post(String key) {
        return billing.post(key, draft(1));
    }

    /** Buys; the request must be accepted. */
    Purchase posted(String key) {
        return ((Checkout.Posted) post(key)).purchase();
    }

    /** The status and the kind of the problem, which must name the token. */
    static String refusal(Checkout.Answer answer) {
        Problem problem = ((Checkout.Refused) answer).problem();
        assertThat(problem.errors())
                .singleElement()
                .satisfies(error -> assertThat(error.pointer()).isEqualTo("/paymentToken"));
        return problem.type().status() + " " + problem.type().slug();
    }

    /** Lets reservations grow old enough to be looked after, and has that done. */
    void checkReservations() {
        billing.clock.advance(Duration.ofMinutes(11));
        billing.runTasks();
    }

    CardToken state() {
        return Objects.requireNonNull(billing.tokenAggregates.find(CardToken.key(REFERENCE)))
                .state();
    }

    Ledger ledger() {
        return state().ledger();
    }

    Money spentToday() {
        return ledger().spentOn(today(), WON);
    }

    long countToday() {
        return ledger().countOn(today());
    }

    private LocalDate today() {
        return Spending.dayOf(billing.clock.instant());
    }
}
