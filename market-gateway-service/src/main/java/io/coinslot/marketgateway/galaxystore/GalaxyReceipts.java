package io.coinslot.marketgateway.galaxystore;

import io.coinslot.marketgateway.market.LinkedClients;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketFailure.Kind;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.VerifiesReceipts;
import io.coinslot.marketgateway.payment.Capture;
import io.coinslot.marketgateway.payment.PaymentOrder;
import io.coinslot.marketgateway.payment.Receipt;
import java.time.Instant;
import java.util.List;

/** Verifies purchase ids by Samsung's own record. */
final class GalaxyReceipts extends GalaxyCapability implements VerifiesReceipts {
    private static final String PURCHASE_ID = "[0-9A-Za-z_-]{1,256}";

    GalaxyReceipts(LinkedClients<GalaxySeller> sellers) {
        super(sellers);
    }

    @Override
    public String application(MarketLink link) throws MarketFailure {
        return link.required("packageName");
    }

    @Override
    public Verdict verify(MarketLink link, PaymentOrder asked, Receipt receipt) throws MarketFailure {
        if (receipt.kind() != Receipt.Kind.MARKET_PURCHASE_ID) {
            return new Refused("WRONG_RECEIPT_KIND", "Galaxy Store is paid by its purchaseId");
        }
        if (!receipt.value().matches(PURCHASE_ID)) {
            return new Refused("INVALID_RECEIPT", "This is no purchase id of Galaxy Store");
        }
        GalaxySeller seller = seller(link);
        GalaxyReceipt record = seller.receipt(receipt.value());
        if (record.isCancelled()) {
            return new Refused("PURCHASE_CANCELLED", "Galaxy Store has given the money back");
        }
        Refused mismatch = GalaxyJudgement.of(asked, seller.packageName(), record);
        return mismatch == null ? new Paid(capture(seller, receipt, record), List.of()) : mismatch;
    }

    private static Capture capture(GalaxySeller seller, Receipt receipt, GalaxyReceipt record) throws MarketFailure {
        Instant boughtAt = record.boughtAt();
        Boolean isTest = record.isTest();
        if (boughtAt == null || isTest == null || record.orderId().isBlank()) {
            // It is paid and matches: not to be refused for a form that we do not know, but looked into.
            throw new MarketFailure(
                    Kind.RETRY_LATER, "RECEIPT_NOT_READ", "The receipt lacks time, mode or order", null, null);
        }
        return new Capture(
                record.orderId(),
                seller.packageName(),
                receipt,
                record.amount(),
                null,
                record.country(),
                boughtAt,
                null,
                isTest);
    }
}
