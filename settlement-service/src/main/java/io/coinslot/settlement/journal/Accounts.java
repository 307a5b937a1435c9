package io.coinslot.settlement.journal;

/** The chart of accounts; docs/journal.md explains it with an example. */
public final class Accounts {
    /** The service's share of what is paid but not delivered yet. */
    public static final String SERVICE_PENDING = "service-pending";
    /** The service's share of what is delivered: what it will be paid. Negative if it owes us. */
    public static final String SERVICE_PAYABLE = "service-payable";
    /** Tax contained in what players paid, owed to tax offices by us or by the market that remits it. */
    public static final String TAX_PAYABLE = "tax-payable";

    /** What users owe the service for goods that they hold although their money was taken back. */
    public static final String USER_DEBT = "user-debt";
    /** The other side of users' debts. No market pays it out, so it is in no figure of what the service is paid. */
    public static final String DEBT_CLAIMS = "user-debt-claims";

    static final String MARKET_RECEIVABLE_PREFIX = "market-receivable:";
    static final String MARKET_FEE_PREFIX = "market-fee:";
    static final String SECOND_PAYMENTS_PREFIX = "second-payments:";
    static final String SECOND_PAYMENT_FEES_PREFIX = "second-payment-fees:";
    static final String IN_DISPUTE_PREFIX = "chargeback-in-dispute:";

    private Accounts() {}

    /** What the market has taken from players for us, its fee not yet kept back. */
    public static String marketReceivable(String market) {
        return MARKET_RECEIVABLE_PREFIX + market;
    }

    /** What the market keeps for itself. */
    public static String marketFee(String market) {
        return MARKET_FEE_PREFIX + market;
    }

    /** What was set aside for payments that the market may take back for good. */
    public static String inDispute(String market) {
        return IN_DISPUTE_PREFIX + market;
    }

    /** What players paid a second time for the same purchase, until it has gone back. */
    public static String secondPayments(String market) {
        return SECOND_PAYMENTS_PREFIX + market;
    }

    /** What the market kept of second payments, which no service is charged for. */
    static String secondPaymentFees(String market) {
        return SECOND_PAYMENT_FEES_PREFIX + market;
    }

    /** What kind of account it is: decides the column of a statement. */
    public static Kind kindOf(String account) {
        if (account.startsWith(MARKET_RECEIVABLE_PREFIX)
                || account.startsWith(IN_DISPUTE_PREFIX)
                || account.startsWith(SECOND_PAYMENTS_PREFIX)) {
            return Kind.MARKET;
        }
        if (account.startsWith(MARKET_FEE_PREFIX) || account.startsWith(SECOND_PAYMENT_FEES_PREFIX)) {
            return Kind.FEE;
        }
        return switch (account) {
            case TAX_PAYABLE -> Kind.TAX;
            case SERVICE_PENDING, SERVICE_PAYABLE -> Kind.SERVICE;
            case USER_DEBT -> Kind.DEBT;
            case DEBT_CLAIMS -> Kind.CLAIM;
            default -> throw new IllegalArgumentException("no account " + account);
        };
    }

    /** Kinds of accounts. */
    public enum Kind {
        /** Money held by a market, set aside at it, or about to go back from it. */
        MARKET,
        /** What markets keep, less what of that no service is charged for. */
        FEE,
        TAX,
        SERVICE,
        /** What users owe. */
        DEBT,
        /** The other side of it. */
        CLAIM
    }
}
