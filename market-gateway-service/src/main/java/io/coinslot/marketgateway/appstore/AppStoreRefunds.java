package io.coinslot.marketgateway.appstore;

import com.apple.itunes.storekit.model.JWSTransactionDecodedPayload;
import com.apple.itunes.storekit.model.RevocationReason;
import com.apple.itunes.storekit.model.RevocationType;
import io.coinslot.marketgateway.market.LooksUpPayments;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.payment.Capture;
import io.coinslot.marketgateway.payment.MoneyBack;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentOrder;
import java.util.List;
import org.joda.money.Money;

/**
 * Refunds, which Apple alone decides on. A transaction tells of the one that is in force: a new one takes the place of
 * the former, and one that is reversed is told of no longer.
 */
final class AppStoreRefunds extends AppStoreCapability implements LooksUpPayments {
    AppStoreRefunds(AppStoreDesks desks) {
        super(desks);
    }

    @Override
    public List<MoneyBack> moneyBack(MarketLink link, PaymentOrder order, Capture capture) throws MarketFailure {
        return toldBy(desk(link).transaction(capture.transactionId()));
    }

    static List<MoneyBack> toldBy(JWSTransactionDecodedPayload bought) throws MarketFailure {
        if (!isRefunded(bought)) {
            return List.of(new MoneyBack.OnlyInForce(List.of()));
        }
        int share = share(bought);
        Money price = AppStoreMoney.exactly(bought.getPrice(), bought.getCurrency());
        String id = bought.getTransactionId() + "/" + bought.getRevocationDate() + "/" + share;
        return List.of(
                new MoneyBack.OnlyInForce(List.of(id)),
                new MoneyBack.MarketRefund(
                        id,
                        null,
                        AppStoreMoney.share(price, share),
                        PaymentEvent.Initiator.MARKET,
                        reason(bought),
                        false));
    }

    /** Whether all of the money went back. */
    static boolean isTakenBack(JWSTransactionDecodedPayload bought) throws MarketFailure {
        return isRefunded(bought) && share(bought) == AppStoreMoney.ALL;
    }

    /** What a family no longer shares costs nobody anything. */
    private static boolean isRefunded(JWSTransactionDecodedPayload bought) {
        return bought.getRevocationDate() != null && bought.getRevocationType() != RevocationType.FAMILY_REVOKE;
    }

    /** Transactions that are older than prorated refunds tell no share: all went back. */
    private static int share(JWSTransactionDecodedPayload bought) throws MarketFailure {
        Integer share = bought.getRevocationPercentage();
        if (share == null && bought.getRevocationType() != RevocationType.REFUND_PRORATED) {
            return AppStoreMoney.ALL;
        }
        if (share == null || share < 1 || share > AppStoreMoney.ALL) {
            throw MarketFailure.unreadable("REFUND_SHARE_MISSING", "How much went back is told as " + share);
        }
        return share;
    }

    private static String reason(JWSTransactionDecodedPayload bought) {
        return bought.getRevocationReason() == RevocationReason.REFUNDED_DUE_TO_ISSUE ? "ISSUE_WITHIN_APP" : "OTHER";
    }
}
