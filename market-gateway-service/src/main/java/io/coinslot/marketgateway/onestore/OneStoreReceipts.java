package io.coinslot.marketgateway.onestore;

import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.VerifiesReceipts;
import io.coinslot.marketgateway.payment.Capture;
import io.coinslot.marketgateway.payment.PaymentOrder;
import io.coinslot.marketgateway.payment.Receipt;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Verifies purchase tokens. The captured amount is what the purchase asked for: ONE store's record carries no price, and
 * there is no order to read one from. What holds is the product, asked for by its id, its quantity, and the binding to
 * this very purchase; the price in a notification is only told, not read, and pays for nothing.
 */
final class OneStoreReceipts extends OneStoreCapability implements VerifiesReceipts {
    /** ONE store cancels what is neither consumed nor acknowledged within three days. */
    private static final Duration FINISH_WITHIN = Duration.ofDays(3);

    private final Clock clock;

    OneStoreReceipts(OneStoreApps apps, Clock clock) {
        super(apps);
        this.clock = clock;
    }

    @Override
    public String application(MarketLink link) throws MarketFailure {
        return link.required(CLIENT_ID);
    }

    @Override
    public Verdict verify(MarketLink link, PaymentOrder asked, Receipt receipt) throws MarketFailure {
        if (receipt.kind() != Receipt.Kind.PURCHASE_TOKEN) {
            return new Refused("WRONG_RECEIPT_KIND", "ONE store is paid by a purchaseToken");
        }
        OneStoreApp app = app(link);
        OneStorePurchase purchase = app.purchase(asked.productAtMarket(), receipt.value());
        Refused mismatch = mismatch(asked, purchase);
        if (mismatch != null) {
            return mismatch;
        }
        return purchase.isCancelled()
                ? new Refused("PURCHASE_CANCELLED", "ONE store has cancelled this purchase")
                : new Paid(capture(app.registration(), asked, receipt, purchase), List.of());
    }

    private static @Nullable Refused mismatch(PaymentOrder asked, OneStorePurchase purchase) {
        if (purchase.quantity() != asked.quantity()) {
            return new Refused("QUANTITY_MISMATCH", "Another quantity was bought with this token");
        }
        return asked.orderReference().equals(purchase.developerPayload())
                ? null
                : new Refused("BUYER_MISMATCH", "The token's developerPayload is not this purchase");
    }

    private Capture capture(
            OneStoreApp.Registration registration, PaymentOrder asked, Receipt receipt, OneStorePurchase purchase) {
        Instant paidAt = notAfterNow(purchase.purchasedAt());
        return new Capture(
                purchase.purchaseId(),
                registration.clientId(),
                receipt,
                asked.total(),
                null,
                registration.marketCode().equals("MKT_ONE") ? "KR" : null,
                paidAt,
                paidAt.plus(FINISH_WITHIN),
                registration.environment() == Environment.SANDBOX);
    }

    /** By its documents the Korean market tells time by UTC+9. Should that ever mean its milliseconds: no deadline late. */
    private Instant notAfterNow(Instant time) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return time.isAfter(now) ? now : time;
    }
}
