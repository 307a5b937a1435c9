package io.coinslot.examplegame.demo;

import io.coinslot.client.Market;
import io.coinslot.client.NewSettlement;
import io.coinslot.client.Settlement;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Holds Coinslot's statement of the demonstration's player against what the markets believe happened. */
final class Books {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Stage stage;
    private final Instant from;

    Books(Stage stage, Instant from) {
        this.stage = stage;
        this.from = from;
    }

    /** One market's money in one currency, by both accounts. */
    record Line(
            String market,
            String currency,
            BigDecimal captured,
            BigDecimal refunded,
            BigDecimal gross,
            BigDecimal returned,
            BigDecimal fee,
            BigDecimal net) {

        boolean agrees() {
            return captured.compareTo(gross) == 0 && refunded.compareTo(returned) == 0;
        }
    }

    /** The lines, and the statement they come from. */
    record Comparison(String settlementId, List<Line> lines) {

        boolean agrees() {
            return !lines.isEmpty() && lines.stream().allMatch(Line::agrees);
        }
    }

    private record Key(String market, String currency) {}

    private record Sums(BigDecimal captured, BigDecimal refunded) {
        static final Sums NOTHING = new Sums(BigDecimal.ZERO, BigDecimal.ZERO);

        Sums plus(JsonNode entry) {
            return new Sums(captured.add(amount(entry, "captured")), refunded.add(amount(entry, "refunded")));
        }

        private static BigDecimal amount(JsonNode entry, String field) {
            return new BigDecimal(entry.path(field).path("amount").asString("0"));
        }
    }

    /** Draws statements up until one agrees, as the last entries may still be on their way, or patience ends. */
    Comparison compare() {
        Map<Key, Sums> ledger = ledger();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Comparison comparison = compare(ledger, statement());
        while (!comparison.agrees() && System.nanoTime() < deadline) {
            Pause.brief();
            comparison = compare(ledger, statement());
        }
        return comparison;
    }

    private Settlement statement() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Settlement settlement = stage.client()
                .settlements()
                .request(
                        NewSettlement.ofUser(stage.player(), from, Instant.now().plus(Duration.ofMinutes(1))));
        while (settlement.status() != Settlement.Status.READY) {
            if (settlement.status() == Settlement.Status.FAILED || System.nanoTime() > deadline) {
                throw new Stage.NotAsExpected("the statement is " + settlement.status());
            }
            Pause.brief();
            settlement = stage.client().settlements().get(settlement.settlementId());
        }
        return settlement;
    }

    private static Comparison compare(Map<Key, Sums> ledger, Settlement statement) {
        Map<Key, Settlement.Total> totals = new TreeMap<>(order());
        statement.totals().forEach(total -> totals.put(new Key(total.market().id(), total.currency()), total));
        Set<Key> keys = new HashSet<>(ledger.keySet());
        keys.addAll(totals.keySet());
        List<Line> lines = new ArrayList<>();
        for (Key key : keys.stream().sorted(order()).toList()) {
            Sums sums = ledger.getOrDefault(key, Sums.NOTHING);
            Settlement.Total total = totals.get(key);
            lines.add(new Line(
                    key.market(),
                    key.currency(),
                    sums.captured(),
                    sums.refunded(),
                    total == null ? BigDecimal.ZERO : new BigDecimal(total.gross()),
                    total == null ? BigDecimal.ZERO : new BigDecimal(total.refunded()).abs(),
                    total == null ? BigDecimal.ZERO : new BigDecimal(total.marketFee()),
                    total == null ? BigDecimal.ZERO : new BigDecimal(total.net())));
        }
        return new Comparison(statement.settlementId(), lines);
    }

    /** What the markets believe about the transactions of this demonstration. */
    private Map<Key, Sums> ledger() {
        Map<Key, Sums> sums = new TreeMap<>(order());
        for (Market market :
                stage.paid().stream().map(Stage.Paid::market).distinct().toList()) {
            Set<String> transactions = new HashSet<>();
            stage.paid().stream()
                    .filter(paid -> paid.market().equals(market))
                    .forEach(paid -> transactions.add(paid.transaction()));
            addUp(market, transactions, sums);
        }
        return sums;
    }

    private void addUp(Market market, Set<String> transactions, Map<Key, Sums> sums) {
        String cursor = "";
        do {
            JsonNode page = stage.markets().ledger(market, cursor);
            for (JsonNode entry : page.path("items")) {
                boolean ours = entry.valueStream().anyMatch(value -> transactions.contains(value.asString("")));
                boolean captured = !entry.path("capturedAt").isNull();
                if (ours && captured) {
                    String currency = entry.path("captured").path("currency").asString("");
                    Key key = new Key(market.id(), currency);
                    sums.put(key, sums.getOrDefault(key, Sums.NOTHING).plus(entry));
                }
            }
            cursor = page.path("nextCursor").asString("");
        } while (!cursor.isEmpty());
    }

    private static Comparator<Key> order() {
        return Comparator.comparing(Key::market).thenComparing(Key::currency);
    }
}
