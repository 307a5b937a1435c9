package io.coinslot.simulators.stripe;

/** A movement of the account's balance; net is amount less fee. */
record BalanceTransaction(
        String id,
        String account,
        Kind kind,
        long amount,
        long fee,
        String currency,
        String source,
        long created,
        long availableOn) {

    /** Why the balance moved: the type and the reporting category. */
    enum Kind {
        CHARGE("charge", "charge"),
        REFUND("refund", "refund"),
        REFUND_FAILURE("refund_failure", "refund_failure"),
        DISPUTE("adjustment", "dispute"),
        DISPUTE_REVERSAL("adjustment", "dispute_reversal");

        private final String type;
        private final String reportingCategory;

        Kind(String type, String reportingCategory) {
            this.type = type;
            this.reportingCategory = reportingCategory;
        }

        String type() {
            return type;
        }

        String reportingCategory() {
            return reportingCategory;
        }
    }

    long net() {
        return amount - fee;
    }
}
