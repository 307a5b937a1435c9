package io.coinslot.settlement.journal;

import io.coinslot.settlement.journal.Sale.Share;
import java.util.List;

/** The lines of each kind of entry about one sale. Pure: what was returned before is told. */
record Postings(String market, Sale sale) {

    /** The market holds what was paid; tax, the market's fee and the service's share are owed out of it. */
    List<Line> capture() {
        return new Lines()
                .debit(Accounts.marketReceivable(market), sale.captured())
                .credit(Accounts.TAX_PAYABLE, sale.tax())
                .credit(Accounts.marketFee(market), sale.fee())
                .credit(Accounts.SERVICE_PENDING, sale.net())
                .balanced();
    }

    /** What is pending becomes payable. */
    List<Line> delivery(long pending) {
        return new Lines()
                .debit(Accounts.SERVICE_PENDING, pending)
                .credit(Accounts.SERVICE_PAYABLE, pending)
                .balanced();
    }

    /** The market pays the player back out of what it holds; a negative step undoes a refund. */
    List<Line> refund(long before, long after, String serviceAccount) {
        return returning(new Lines(), before, after, serviceAccount)
                .credit(Accounts.marketReceivable(market), after - before)
                .balanced();
    }

    /** The amount is set aside until the dispute ends. */
    List<Line> chargeback(long before, long after, String serviceAccount) {
        return returning(new Lines(), before, after, serviceAccount)
                .credit(Accounts.inDispute(market), after - before)
                .balanced();
    }

    /**
     * A dispute ends: what was set aside is shared out again as far as it was won, and is the market's otherwise.
     *
     * @param won how much of the disputed amount came back
     */
    List<Line> chargebackClosed(long disputed, long won, long before, String serviceAccount) {
        return returning(new Lines(), before, before - won, serviceAccount)
                .debit(Accounts.inDispute(market), disputed)
                .credit(Accounts.marketReceivable(market), disputed - won)
                .balanced();
    }

    /**
     * A dispute is taken up again: all of it is set aside, out of what was shared out and of what was the market's.
     *
     * @param won how much of the disputed amount had come back
     */
    List<Line> chargebackReopened(long disputed, long won, long before, String serviceAccount) {
        return returning(new Lines(), before, before + won, serviceAccount)
                .debit(Accounts.marketReceivable(market), disputed - won)
                .credit(Accounts.inDispute(market), disputed)
                .balanced();
    }

    /** What the user owes changes by this much: no money moves, so it stands apart from all that is paid out. */
    static List<Line> debt(long change) {
        return new Lines()
                .debit(Accounts.USER_DEBT, change)
                .credit(Accounts.DEBT_CLAIMS, change)
                .balanced();
    }

    /**
     * The market holds what has to go back to the player, and keeps its fee whatever becomes of that: not out of what
     * the service is owed.
     */
    List<Line> secondCapture(long minorUnits, long fee) {
        return new Lines()
                .debit(Accounts.marketReceivable(market), minorUnits)
                .debit(Accounts.secondPaymentFees(market), fee)
                .credit(Accounts.secondPayments(market), minorUnits)
                .credit(Accounts.marketFee(market), fee)
                .balanced();
    }

    /** A second payment comes again; a negative step is its going back. */
    List<Line> secondPayment(long minorUnits) {
        return new Lines()
                .debit(Accounts.marketReceivable(market), minorUnits)
                .credit(Accounts.secondPayments(market), minorUnits)
                .balanced();
    }

    /** Of a second payment a bank holds so much more, and has taken so much more: it is owed to nobody else. */
    List<Line> secondDispute(long setAside, long taken) {
        return new Lines()
                .debit(Accounts.secondPayments(market), setAside + taken)
                .credit(Accounts.inDispute(market), setAside)
                .credit(Accounts.marketReceivable(market), taken)
                .balanced();
    }

    private Lines returning(Lines lines, long before, long after, String serviceAccount) {
        Share from = sale.shareOf(before);
        Share to = sale.shareOf(after);
        return lines.debit(Accounts.TAX_PAYABLE, to.tax() - from.tax())
                .debit(Accounts.marketFee(market), to.fee() - from.fee())
                .debit(serviceAccount, to.service() - from.service());
    }
}
