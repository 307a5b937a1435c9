package io.coinslot.billing.limit;

import io.coinslot.billing.FakeCatalog;
import io.coinslot.billing.Joined;
import io.coinslot.billing.LocalBilling;
import io.coinslot.billing.catalog.Market;
import io.coinslot.billing.checkout.Checkout;
import io.coinslot.billing.checkout.PurchaseDraft;
import io.coinslot.billing.purchase.PurchaseId;
import io.coinslot.billing.purchase.UserId;
import io.coinslot.servicekit.idempotency.DerivedId;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** A player with limits who buys gem-100 for KRW 1200 at Google Play. */
final class LimitedPlayer {
    static final UserId PLAYER = new UserId("player-1");

    final LocalBilling billing = new LocalBilling();
    private final PurchaseDraft draft = LocalBilling.draft(Market.GOOGLE_PLAY);

    /** No amount means no limit. */
    void limit(@Nullable String daily, @Nullable String monthly) {
        billing.users.withLimits(FakeCatalog.ARCADE, PLAYER, List.of(new Limit("KRW", money(daily), money(monthly))));
    }

    private static @Nullable Money money(@Nullable String amount) {
        return amount == null ? null : Money.parse(amount);
    }

    /** Buys; the request must be accepted. */
    PurchaseId post(String key) {
        return ((Checkout.Posted) billing.post(key, draft)).purchase().id();
    }

    /** The kind of the problem that a request is refused with, or "accepted". */
    String refusal(String key) {
        return billing.post(key, draft) instanceof Checkout.Refused(var problem)
                ? problem.type().slug()
                : "accepted";
    }

    /** An earlier attempt of the same request, which stopped before there was a purchase, met another price. */
    void reservedBefore(String key, String amount) {
        PurchaseId id = new PurchaseId(DerivedId.of("pur_", "arcade", "svc-arcade", key));
        Joined.result(billing.users.reserve(
                FakeCatalog.ARCADE, PLAYER, id, Money.parse(amount), Set.of(), billing.clock.instant()));
    }

    /** The market tells of the purchase's payment, by a transaction of this number. */
    void pay(PurchaseId id, int number) {
        billing.tell(id, 1, billing.captured("GPA." + number, "KRW 1200"));
        billing.clock.advance(Duration.ofMillis(1));
        billing.runTasks();
    }

    /** Lets reservations grow old enough to be looked after, and has that done. */
    void checkReservations() {
        billing.clock.advance(UserDecisions.RESERVATION_IS_CHECKED_AFTER.plusSeconds(1));
        billing.runTasks();
    }

    Money spentToday() {
        return spent().day();
    }

    Money spentThisMonth() {
        return spent().month();
    }

    private Spent spent() {
        return Objects.requireNonNull(billing.users.find(FakeCatalog.ARCADE, PLAYER))
                .spent(CurrencyUnit.of("KRW"), billing.clock.instant());
    }
}
