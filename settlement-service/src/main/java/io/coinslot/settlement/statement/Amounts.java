package io.coinslot.settlement.statement;

import io.coinslot.settlement.journal.Accounts;
import io.coinslot.settlement.journal.EntryKind;
import io.coinslot.settlement.journal.JournalEntry;
import io.coinslot.settlement.journal.Line;

/**
 * What an entry, or many, mean to the service, in minor units. Since entries balance, gross less refunded is always
 * marketFee, tax and net together.
 *
 * @param gross what players paid
 * @param refunded what went back to them or is set aside in disputes, less what came back
 * @param marketFee what the market keeps
 * @param net the service's share, pending or payable
 * @param debtOpened what users owe more, for goods whose money was taken back; in none of the figures before
 * @param debtLifted what they owe less, since the money came again
 */
public record Amounts(long gross, long refunded, long marketFee, long tax, long net, long debtOpened, long debtLifted) {
    static final Amounts NONE = new Amounts(0, 0, 0, 0, 0, 0, 0);

    static Amounts of(JournalEntry entry) {
        long gross = 0;
        long refunded = 0;
        long marketFee = 0;
        long tax = 0;
        long net = 0;
        long debt = 0;
        for (Line line : entry.lines()) {
            long credit = line.signedMinorUnits();
            switch (Accounts.kindOf(line.account())) {
                case MARKET -> {
                    gross -= entry.kind() == EntryKind.CAPTURE ? credit : 0;
                    refunded += entry.kind() == EntryKind.CAPTURE ? 0 : credit;
                }
                case FEE -> marketFee += credit;
                case TAX -> tax += credit;
                case SERVICE -> net += credit;
                case DEBT -> debt -= credit;
                case CLAIM -> {} // The other side of the debt.
            }
        }
        return new Amounts(gross, refunded, marketFee, tax, net, Math.max(debt, 0), Math.max(-debt, 0));
    }

    Amounts plus(Amounts other) {
        return new Amounts(
                Math.addExact(gross, other.gross),
                Math.addExact(refunded, other.refunded),
                Math.addExact(marketFee, other.marketFee),
                Math.addExact(tax, other.tax),
                Math.addExact(net, other.net),
                Math.addExact(debtOpened, other.debtOpened),
                Math.addExact(debtLifted, other.debtLifted));
    }
}
