package io.coinslot.marketgateway.appstore;

import com.apple.itunes.storekit.model.JWSTransactionDecodedPayload;
import com.apple.itunes.storekit.verification.VerificationException;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.VerifiesReceipts;
import io.coinslot.marketgateway.payment.Capture;
import io.coinslot.marketgateway.payment.PaymentOrder;
import io.coinslot.marketgateway.payment.Receipt;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Verifies signed transactions and transaction ids. Either is only a handle: what a device holds may be old, so Apple's
 * own record is read and judged.
 */
final class AppStoreReceipts extends AppStoreCapability implements VerifiesReceipts {
    AppStoreReceipts(AppStoreDesks desks) {
        super(desks);
    }

    @Override
    public String application(MarketLink link) throws MarketFailure {
        return link.required("bundleId");
    }

    @Override
    public Verdict verify(MarketLink link, PaymentOrder asked, Receipt receipt) throws MarketFailure {
        AppStoreDesk desk = desk(link);
        return switch (receipt.kind()) {
            case TRANSACTION_ID -> verify(desk, asked, receipt.value());
            case SIGNED_TRANSACTION -> verifySigned(desk, asked, receipt.value());
            case PURCHASE_TOKEN, MARKET_PURCHASE_ID, PAYMENT_KEY, PAYMENT_INTENT_ID, ORDER_REFERENCE ->
                new Refused("WRONG_RECEIPT_KIND", "The App Store is paid by a signedTransaction or a transactionId");
        };
    }

    private static Verdict verifySigned(AppStoreDesk desk, PaymentOrder asked, String signed) throws MarketFailure {
        try {
            return verify(desk, asked, desk.verified(signed).getTransactionId());
        } catch (VerificationException e) {
            if (AppStoreFailures.notChecked(e)) {
                throw AppStoreFailures.unchecked(e);
            }
            return switch (e.getStatus()) {
                case INVALID_APP_IDENTIFIER ->
                    new Refused("APPLICATION_MISMATCH", "The transaction is of another application");
                case INVALID_ENVIRONMENT ->
                    new Refused("ENVIRONMENT_MISMATCH", "The transaction is of another environment");
                default -> new Refused("INVALID_RECEIPT", "The App Store has not signed this transaction");
            };
        }
    }

    private static Verdict verify(AppStoreDesk desk, PaymentOrder asked, @Nullable String transactionId)
            throws MarketFailure {
        if (transactionId == null || !Transactions.isId(transactionId)) {
            return new Refused("INVALID_RECEIPT", "This is not a transaction id");
        }
        JWSTransactionDecodedPayload bought = desk.transaction(transactionId);
        Refused mismatch = AppStoreJudgement.of(asked, transactionId, bought);
        return mismatch == null
                ? new Paid(capture(desk, transactionId, bought), AppStoreRefunds.toldBy(bought))
                : mismatch;
    }

    /** Bought is paid here, and Apple gives nothing back for want of being finished. */
    private static Capture capture(AppStoreDesk desk, String transactionId, JWSTransactionDecodedPayload bought)
            throws MarketFailure {
        if (bought.getPurchaseDate() == null) {
            throw MarketFailure.unreadable("TIME_MISSING", "The App Store tells no time of the purchase");
        }
        return new Capture(
                transactionId,
                desk.bundleId(),
                Transactions.receipt(transactionId),
                AppStoreMoney.exactly(bought.getPrice(), bought.getCurrency()),
                null,
                Transactions.country(bought.getStorefront()),
                Instant.ofEpochMilli(bought.getPurchaseDate()),
                null,
                desk.isSandbox());
    }
}
