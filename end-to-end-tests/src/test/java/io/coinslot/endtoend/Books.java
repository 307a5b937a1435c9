package io.coinslot.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.client.AccountAmount;
import io.coinslot.client.Money;
import io.coinslot.client.Purchase;
import io.coinslot.schemas.Topics;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.avro.generic.GenericRecord;

/** What the journal's topic and the balances have to say of a game's purchases. */
final class Books {
    private Books() {}

    static void holdEachPurchaseOnceAndSumToZero(Topic topics, Game game, List<Purchase> purchases) {
        List<GenericRecord> entries = entries(topics, game);
        Map<String, Map<String, Long>> countsByKind = entries.stream()
                .collect(Collectors.groupingBy(
                        entry -> entry.get("kind").toString(),
                        TreeMap::new,
                        Collectors.groupingBy(entry -> entry.get("purchaseId").toString(), Collectors.counting())));
        assertThat(countsByKind.keySet()).containsExactly("CAPTURE", "DELIVERY");
        assertThat(countsByKind.values())
                .allSatisfy(counts -> assertThat(counts)
                        .hasSameSizeAs(purchases)
                        .allSatisfy((id, count) -> assertThat(count).isOne()));
        assertThat(sums(entries))
                .isNotEmpty()
                .allSatisfy((currency, sum) -> assertThat(sum).isZero());
    }

    private static List<GenericRecord> entries(Topic topics, Game game) {
        return topics.eventsById(Topics.JOURNAL_ENTRIES).values().stream()
                .filter(envelope -> belongsTo(game, envelope))
                .map(Books::event)
                .toList();
    }

    private static Map<String, Long> sums(List<GenericRecord> entries) {
        return sums(entries, line -> true, Books::currency);
    }

    /** Credits less debits, in minor units. */
    private static Map<String, Long> sums(
            List<GenericRecord> entries, Predicate<GenericRecord> which, Function<GenericRecord, String> by) {
        Map<String, Long> sums = new TreeMap<>();
        for (GenericRecord entry : entries) {
            for (Object each : (Collection<?>) entry.get("lines")) {
                GenericRecord line = (GenericRecord) each;
                if (which.test(line)) {
                    long minorUnits = (Long) ((GenericRecord) line.get("amount")).get("minorUnits");
                    boolean credit = line.get("side").toString().equals("CREDIT");
                    sums.merge(by.apply(line), credit ? minorUnits : -minorUnits, Long::sum);
                }
            }
        }
        return sums;
    }

    private static String currency(GenericRecord line) {
        return ((GenericRecord) line.get("amount")).get("currency").toString();
    }

    private static String account(GenericRecord line) {
        return line.get("account").toString();
    }

    /** What a market owes for a purchase is what the purchase says was paid there. */
    static void holdWhatWasPaid(Topic topics, Game game, List<Purchase> purchases) {
        Map<String, List<GenericRecord>> entries = entries(topics, game).stream()
                .collect(Collectors.groupingBy(entry -> entry.get("purchaseId").toString()));
        for (Purchase purchase : purchases) {
            Money paid = purchase.payment().captured();
            String receivable = "market-receivable:" + purchase.market();
            assertThat(sums(
                            entries.get(purchase.purchaseId()),
                            line -> account(line).equals(receivable),
                            Books::currency))
                    .as(purchase.purchaseId())
                    .isEqualTo(Map.of(paid.currency(), -minorUnits(paid.currency(), paid.amount())));
        }
    }

    static void areWhatTheBalancesAddUp(Topic topics, Game game) {
        Map<String, Long> balances = new TreeMap<>();
        for (AccountAmount balance : game.client.settlements().balances()) {
            Money amount = balance.amount();
            long minorUnits = minorUnits(amount.currency(), amount.amount());
            balances.put(
                    balance.account() + " " + amount.currency(),
                    balance.side() == AccountAmount.Side.CREDIT ? minorUnits : -minorUnits);
        }
        Map<String, Long> booked =
                sums(entries(topics, game), line -> true, line -> account(line) + " " + currency(line));
        booked.values().removeIf(sum -> sum == 0);
        balances.values().removeIf(sum -> sum == 0);
        assertThat(balances).isEqualTo(booked);
    }

    private static long minorUnits(String currency, String amount) {
        return new BigDecimal(amount)
                .movePointRight(Currency.getInstance(currency).getDefaultFractionDigits())
                .longValueExact();
    }

    private static boolean belongsTo(Game game, GenericRecord envelope) {
        return envelope.get("serviceId").toString().equals(game.serviceId);
    }

    private static GenericRecord event(GenericRecord envelope) {
        return (GenericRecord) envelope.get("event");
    }
}
