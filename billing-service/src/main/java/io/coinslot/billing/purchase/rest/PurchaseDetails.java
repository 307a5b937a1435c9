package io.coinslot.billing.purchase.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.coinslot.billing.information.BillingInformation;
import io.coinslot.billing.purchase.HistoryEntry;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseResource;
import java.util.List;

/** A purchase with all that its owner may know. */
record PurchaseDetails(
        @JsonUnwrapped PurchaseResource purchase,
        BillingInformation billing,
        List<ReceiptLine> receipts,
        List<HistoryEntry> history,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long historyCollapsed) {

    /** A receipt and what became of it. */
    record ReceiptLine(
            String receiptId,

            @JsonInclude(JsonInclude.Include.NON_NULL) @org.jspecify.annotations.Nullable
            String refusal) {}

    static PurchaseDetails of(Purchase purchase, long version, BillingInformation billing) {
        return new PurchaseDetails(
                PurchaseResource.of(purchase, version),
                billing,
                purchase.trail().receipts().stream()
                        .map(receipt -> new ReceiptLine(receipt.receiptId(), receipt.refusal()))
                        .toList(),
                purchase.trail().history(),
                purchase.trail().collapsed());
    }
}
