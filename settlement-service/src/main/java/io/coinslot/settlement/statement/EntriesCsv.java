package io.coinslot.settlement.statement;

import io.coinslot.servicekit.money.MoneyText;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** The entries of a settlement as CSV (RFC 4180, UTF-8), one row each, written as they are read. */
public final class EntriesCsv {
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader(
                    "entryId",
                    "kind",
                    "bookedAt",
                    "occurredAt",
                    "purchaseId",
                    "userId",
                    "market",
                    "currency",
                    "gross",
                    "refunded",
                    "marketFee",
                    "tax",
                    "net",
                    "debtOpened",
                    "debtLifted")
            .get();

    private EntriesCsv() {}

    /**
     * Writes every entry of the period, without what was owed before, and closes what it writes to, unless the entries
     * do not add up to the settlement's totals or cannot be read to the end: no figures are better than others. Then it
     * throws and closes nothing, so that what was written cannot pass for the whole.
     */
    // Not closed in every case, which a try would do.
    @SuppressWarnings("resource")
    public static void write(Settlement settlement, StatementEntries entries, OutputStream out) throws IOException {
        CSVPrinter printer =
                FORMAT.print(new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16));
        try {
            Sums sums = Sums.ofPeriod(settlement, entries, entry -> print(printer, entry));
            if (!sums.isPeriodOf(settlement)) {
                throw new IllegalStateException("the entries of " + settlement.settlementId()
                        + " do not add up to its totals: " + sums + " instead of " + settlement.totals() + ", "
                        + settlement.debts() + " and " + settlement.entryCount() + " entries");
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        printer.close();
    }

    private static void print(CSVPrinter printer, StatementEntry entry) {
        Amounts amounts = entry.amounts();
        try {
            printer.printRecord(
                    entry.entryId(),
                    entry.kind(),
                    entry.bookedAt(),
                    entry.occurredAt(),
                    harmless(entry.purchaseId()),
                    harmless(entry.userId()),
                    entry.market(),
                    entry.currency(),
                    text(entry, amounts.gross()),
                    text(entry, amounts.refunded()),
                    text(entry, amounts.marketFee()),
                    text(entry, amounts.tax()),
                    text(entry, amounts.net()),
                    text(entry, amounts.debtOpened()),
                    text(entry, amounts.debtLifted()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Text from outside must not become a formula when a spreadsheet opens the file. What begins with an apostrophe
     * gets one more, so that without the first one each quoted cell is what it was.
     */
    private static String harmless(String text) {
        boolean quoted = !text.isEmpty() && "=+-@\t\r\n'".indexOf(text.charAt(0)) >= 0;
        return quoted ? "'" + text : text;
    }

    private static @Nullable String text(StatementEntry entry, long minorUnits) {
        return MoneyText.ofMinor(entry.currency(), minorUnits).amount();
    }
}
