package io.coinslot.settlement.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.servicekit.aggregate.LocalAggregates;
import io.coinslot.settlement.journal.BookingTerms;
import io.coinslot.settlement.journal.Ledgers;
import io.coinslot.settlement.journal.PurchaseLedger;
import io.coinslot.settlement.statement.Settlement.Period;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

class EntriesCsvTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final Settlement ASKED = Settlement.requested(
            "set_1",
            "arcade",
            "f",
            new Period(Scope.SERVICE, null, NOW.minus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(1))),
            NOW);

    private final InMemoryStatementEntries entries = new InMemoryStatementEntries();

    @Test
    void theSumsOfTheRowsAreTheTotals() throws Exception {
        Random random = new Random(3);
        for (int number = 0; number < 300; number++) {
            PurchaseLedger ledger = Ledgers.captured("pur_" + number, "arcade", "u" + number % 7, NOW.minusSeconds(60));
            while (random.nextInt(3) == 0 && ledger.returned() < 70) {
                ledger = Ledgers.refunded(ledger, 1 + random.nextInt(30), NOW.minusSeconds(random.nextInt(90) - 30));
            }
            ledger = random.nextBoolean() ? Ledgers.delivered(ledger, NOW.minusSeconds(1)) : ledger;
            entries.ledgers.add(
                    random.nextInt(4) == 0 && ledger.returned() > 0
                            ? Ledgers.comeBack(ledger, NOW.minusMillis(500))
                            : ledger);
        }
        Settlement drawn = drawnUp();
        List<CSVRecord> rows = rows(drawn);
        Total total = drawn.totals().getFirst();

        assertThat(rows).hasSize((int) drawn.entryCount());
        assertThat(sum(rows, "gross")).isEqualTo(BigDecimal.valueOf(total.gross(), 2));
        assertThat(sum(rows, "refunded")).isEqualTo(BigDecimal.valueOf(total.refunded(), 2));
        assertThat(sum(rows, "marketFee")).isEqualTo(BigDecimal.valueOf(total.marketFee(), 2));
        assertThat(sum(rows, "tax")).isEqualTo(BigDecimal.valueOf(total.tax(), 2));
        assertThat(sum(rows, "net")).isEqualTo(BigDecimal.valueOf(total.net(), 2));
        assertThat(total.gross() - total.refunded()).isEqualTo(total.marketFee() + total.tax() + total.net());
        assertThat(rows.stream().filter(row -> row.get("kind").equals("REFUND")).count())
                .isEqualTo(total.refunds());
        assertThat(total.purchases()).isEqualTo(300);
        Debt debt = drawn.knownDebts().getFirst();
        assertThat(sum(rows, "debtOpened")).isEqualTo(BigDecimal.valueOf(debt.opened(), 2));
        assertThat(sum(rows, "debtLifted")).isEqualTo(BigDecimal.valueOf(debt.lifted(), 2));
        assertThat(debt.lifted()).isPositive();
        assertThat(debt.opened()).isGreaterThan(debt.lifted());
        assertThat(debt.outstanding()).isEqualTo(debt.opened() - debt.lifted());
    }

    @Test
    void noCellBecomesAFormula() throws Exception {
        entries.ledgers.add(Ledgers.captured("pur_1", "arcade", "=HYPERLINK(\"x\")", NOW.minusSeconds(1)));
        entries.ledgers.add(Ledgers.captured("pur_2", "arcade", "@u,\"1\"\n", NOW.minusSeconds(1)));

        assertThat(rows(drawnUp()))
                .extracting(row -> row.get("userId"))
                .containsExactly("'=HYPERLINK(\"x\")", "'@u,\"1\"\n");
    }

    /** Whoever takes one apostrophe from the beginning of a cell has what it was. */
    @Test
    void everyCellTellsWhoIsMeant() throws Exception {
        for (String user : List.of("-abc", "'-abc", "''-abc", "'abc", "abc", "ab'c")) {
            entries.ledgers.add(Ledgers.captured("pur_" + entries.ledgers.size(), "arcade", user, NOW.minusSeconds(1)));
        }

        assertThat(rows(drawnUp()))
                .extracting(row -> row.get("userId"))
                .containsExactly("'-abc", "''-abc", "'''-abc", "''abc", "abc", "ab'c");
    }

    @Test
    void finishesNothingThatDoesNotAddUp() throws Exception {
        entries.ledgers.add(Ledgers.captured("pur_1", "arcade", "u1", NOW.minusSeconds(1)));
        Settlement drawn = drawnUp();
        assertThat(rows(drawn)).hasSize(1);
        entries.ledgers.add(Ledgers.captured("pur_2", "arcade", "u1", NOW.minusSeconds(1)));
        breaksOff(drawn);
    }

    /** A delivery moves the service's share within one column. */
    @Test
    void missesARowOfNothingButZeros() throws Exception {
        PurchaseLedger sold = Ledgers.captured("pur_1", "arcade", "u1", NOW.minusSeconds(2));
        entries.ledgers.add(Ledgers.delivered(sold, NOW.minusSeconds(1)));
        Settlement drawn = drawnUp();
        assertThat(rows(drawn)).hasSize(2);
        entries.ledgers.set(0, sold);
        breaksOff(drawn);
    }

    /** They may be very many, are in no row, and a reader who is sent nothing for long hangs up. */
    @Test
    void readsNoDebtsOfBefore() throws Exception {
        PurchaseLedger before = Ledgers.captured("pur_1", "arcade", "u1", NOW.minus(Duration.ofDays(3)));
        before = Ledgers.refunded(before, 40, NOW.minus(Duration.ofDays(2)));
        before = Ledgers.delivered(before, NOW.minus(Duration.ofDays(2)));
        entries.ledgers.add(Ledgers.refunded(before, 10, NOW.minusSeconds(3)));
        Settlement drawn = drawnUp();
        assertThat(drawn.knownDebts()).extracting(Debt::carriedForward).containsExactly(40L);

        StatementEntries ofThePeriod = new StatementEntries() {
            @Override
            public void forEach(Settlement settlement, Consumer<StatementEntry> consumer) {
                entries.forEach(settlement, consumer);
            }

            @Override
            public void forEachDebtBefore(Settlement settlement, Consumer<StatementEntry> consumer) {
                throw new AssertionError("nobody asks for it");
            }
        };
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        EntriesCsv.write(drawn, ofThePeriod, out);
        assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize(2);
    }

    private void breaksOff(Settlement drawn) {
        AtomicBoolean closed = new AtomicBoolean();
        ByteArrayOutputStream out = new ByteArrayOutputStream() {
            @Override
            public void close() {
                closed.set(true);
            }
        };
        assertThatThrownBy(() -> EntriesCsv.write(drawn, entries, out)).hasMessageContaining("do not add up");
        assertThat(closed).isFalse();
    }

    private Settlement drawnUp() throws Exception {
        Clock later = Clock.fixed(NOW.plusSeconds(10), ZoneOffset.UTC);
        Clock[] clock = {Clock.fixed(NOW, ZoneOffset.UTC)};
        LocalAggregates<Settlement, Settlement> aggregates =
                new LocalAggregates<>(List.of(new DrawUpTask(entries, later)), new Clock() {
                    @Override
                    public Instant instant() {
                        return clock[0].instant();
                    }

                    @Override
                    public ZoneOffset getZone() {
                        return ZoneOffset.UTC;
                    }

                    @Override
                    public Clock withZone(java.time.ZoneId zone) {
                        return this;
                    }
                });
        Settlements settlements =
                new Settlements(aggregates, new BookingTerms(Duration.ofSeconds(3), Duration.ofSeconds(2)));
        assertThat(settlements.request(ASKED).fresh()).isTrue();
        assertThat(settlements.request(ASKED).fresh()).isFalse();
        assertThat(aggregates.runTasks()).isZero();
        clock[0] = later;
        assertThat(aggregates.runTasks()).isEqualTo(1);
        Settlement drawn = settlements.find("set_1");
        assertThat(drawn.status()).isEqualTo(Status.READY);
        assertThat(aggregates.events()).containsExactly(drawn);
        return drawn;
    }

    private List<CSVRecord> rows(Settlement settlement) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        EntriesCsv.write(settlement, entries, out);
        return CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(new StringReader(out.toString(StandardCharsets.UTF_8)))
                .getRecords();
    }

    private static BigDecimal sum(List<CSVRecord> rows, String column) {
        return rows.stream().map(row -> new BigDecimal(row.get(column))).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
