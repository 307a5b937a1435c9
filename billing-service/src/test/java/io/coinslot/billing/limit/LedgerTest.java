package io.coinslot.billing.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.billing.purchase.PurchaseId;
import io.coinslot.servicekit.mongo.DocumentCodecs;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonDocumentReader;
import org.bson.BsonDocumentWriter;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final Codec<Ledger> CODEC = DocumentCodecs.registry().get(Ledger.class);
    private static final CurrencyUnit WON = CurrencyUnit.of("KRW");
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final LocalDate TODAY = Spending.dayOf(NOW);

    private static Spending paid(String id, Instant requestedAt) {
        return new Spending(new PurchaseId(id), Money.ofMinor(WON, 1), requestedAt, SpendingStatus.CONFIRMED, 1, null);
    }

    private static Ledger of(int purchases, Instant firstRequested, Duration apart) {
        Ledger ledger = Ledger.EMPTY;
        for (int number = 0; number < purchases; number++) {
            ledger = ledger.with(paid("p" + number, firstRequested.plus(apart.multipliedBy(number))), TODAY);
        }
        return ledger;
    }

    private static Money spent(Ledger ledger) {
        return ledger.spentIn(Spending.monthOf(TODAY), WON);
    }

    @Test
    void keepsABoundedNumberOfSpendingsAndLosesNoAmount() {
        Ledger ledger = of(1000, NOW, Duration.ZERO);
        assertThat(ledger.spendings()).hasSizeLessThanOrEqualTo(Ledger.MOST_SPENDINGS);
        assertThat(ledger.spentOn(TODAY, WON)).isEqualTo(Money.parse("KRW 1000"));
    }

    @Test
    void keepsNothingOfWhatWasGivenBack() {
        Ledger ledger = Ledger.EMPTY;
        for (int number = 0; number < 1_000; number++) {
            ledger = ledger.with(paid("p" + number, NOW).with(SpendingStatus.RELEASED, 0), TODAY);
        }
        assertThat(ledger.spendings()).isEmpty();
    }

    @Test
    void keepsABoundedNumberOfThoseThatCameToNothing() {
        Ledger ledger = Ledger.EMPTY.with(paid("paid", NOW), TODAY);
        for (int number = 0; number < 1_000; number++) {
            ledger = ledger.with(paid("p" + number, NOW.plusMillis(number)).with(SpendingStatus.RELEASED, 2), TODAY);
        }
        assertThat(ledger.spendings()).hasSize(Ledger.MOST_RELEASED + 1);
        assertThat(ledger.spending(new PurchaseId("p999"))).isPresent();
        assertThat(ledger.countOn(TODAY)).isEqualTo(Ledger.MOST_RELEASED + 1);
        assertThat(spent(ledger)).isEqualTo(Money.parse("KRW 1"));
    }

    @Test
    void countsWhatIsInTheTotalOfTheDayToo() {
        assertThat(of(1_000, NOW, Duration.ZERO).countOn(TODAY)).isEqualTo(1_000);
    }

    @Test
    void takesOutOfATotalWhatIsRefunded() {
        Ledger ledger = of(1000, NOW, Duration.ofSeconds(1));
        Spending first = paid("p0", NOW);
        assertThat(ledger.spending(first.purchaseId())).isEmpty();
        assertThat(ledger.known(first)).get().extracting(Spending::status).isEqualTo(SpendingStatus.CONFIRMED);
        Ledger after = ledger.with(first.with(SpendingStatus.RELEASED, 2), TODAY);
        assertThat(spent(after)).isEqualTo(Money.parse("KRW 999"));
        assertThat(after.hasSummed(first.purchaseId())).isFalse();
        assertThat(after.mayHaveSummed(first)).isFalse();
        assertThat(spent(after.with(first.with(SpendingStatus.CONFIRMED, 3), TODAY)))
                .as("it is reversed")
                .isEqualTo(Money.parse("KRW 1000"));
    }

    @Test
    void forgetsTheNamesOfTheOldestDayWhenThereAreTooMany() {
        Instant dayBefore = NOW.minus(Duration.ofDays(1));
        int ofTheDayBefore = 100;
        Ledger ledger = of(ofTheDayBefore, dayBefore, Duration.ofMillis(1));
        for (int number = 0; number < Ledger.MOST_NAMED + Ledger.MOST_SPENDINGS; number++) {
            ledger = ledger.with(paid("q" + number, NOW.plusMillis(number)), TODAY);
        }
        assertThat(spent(ledger))
                .isEqualTo(Money.ofMinor(WON, ofTheDayBefore + Ledger.MOST_NAMED + Ledger.MOST_SPENDINGS));
        assertThat(ledger.hasSummed(new PurchaseId("p0"))).isFalse();
        assertThat(ledger.mayHaveSummed(paid("p0", dayBefore)))
                .as("so that it is not counted again")
                .isTrue();
        assertThat(ledger.hasSummed(new PurchaseId("q0"))).isTrue();
        assertThat(ledger.mayHaveSummed(paid("new", NOW))).isFalse();
    }

    @Test
    void staysSmallHoweverMuchIsBought() {
        Ledger ledger = of(5_000, NOW.minus(Duration.ofDays(20)), Duration.ofMinutes(5));
        BsonDocument document = written(ledger);
        int bytes = new RawBsonDocument(document, new BsonDocumentCodec())
                .getByteBuffer()
                .remaining();
        assertThat(bytes).isLessThan(150_000);
        assertThat(spent(ledger)).isEqualTo(Money.parse("KRW 5000"));
        assertThat(read(document)).isEqualTo(ledger);
    }

    @Test
    void readsTotalsOfBeforeTheyNamedWhatIsInThem() {
        BsonDocument document = written(of(400, NOW, Duration.ofSeconds(1)));
        document.getArray("totals").forEach(total -> total.asDocument().remove("purchases"));
        document.put("summedUntil", new BsonDateTime(NOW.plusSeconds(99).toEpochMilli()));
        Ledger before = read(document);
        assertThat(before.hasSummed(new PurchaseId("p0"))).isFalse();
        assertThat(before.mayHaveSummed(paid("p0", NOW))).isTrue();
        assertThat(spent(before.with(paid("new", NOW.plusSeconds(500)), TODAY))).isEqualTo(Money.parse("KRW 401"));
    }

    private static BsonDocument written(Ledger ledger) {
        BsonDocument document = new BsonDocument();
        CODEC.encode(
                new BsonDocumentWriter(document),
                ledger,
                EncoderContext.builder().build());
        return document;
    }

    private static Ledger read(BsonDocument document) {
        return CODEC.decode(
                new BsonDocumentReader(document), DecoderContext.builder().build());
    }

    /** Any order of payments, refunds and reversals adds up to what each purchase came to last. */
    @Test
    void countsEachPurchaseAsItIsNow() {
        Random random = new Random(7);
        Ledger ledger = Ledger.EMPTY;
        Map<Integer, Boolean> paid = new HashMap<>();
        for (int step = 0; step < 6_000; step++) {
            int number = random.nextInt(1_500);
            boolean isPaid = !paid.getOrDefault(number, false);
            paid.put(number, isPaid);
            Spending news = paid("p" + number, NOW.minusSeconds(number))
                    .with(isPaid ? SpendingStatus.CONFIRMED : SpendingStatus.RELEASED, step);
            ledger = ledger.with(news, TODAY);
            if (step % 100 == 0) {
                long expected = paid.values().stream().filter(each -> each).count();
                assertThat(spent(ledger)).isEqualTo(Money.ofMinor(WON, expected));
            }
        }
        assertThat(ledger.totals()).as("some are in a total").isNotEmpty();
    }

    @Test
    void forgetsTotalsWithTheirMonth() {
        Ledger ledger = of(400, NOW, Duration.ofSeconds(1));
        LocalDate nextMonth = LocalDate.parse("2026-12-01");
        Instant then = Instant.parse("2026-12-01T00:00:00Z");
        Ledger next = ledger.with(paid("d0", then), nextMonth);
        assertThat(next.totals()).isEmpty();
        assertThat(next.hasSummed(new PurchaseId("p0"))).isFalse();
    }
}
