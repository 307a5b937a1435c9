package io.coinslot.examplegame.demo;

import io.coinslot.examplegame.connection.Connection;
import io.coinslot.examplegame.wire.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the demonstration showed, for people and for machines. */
record Report(
        Connection connection,
        String player,
        List<Performed> scenes,
        List<PerformedCard> cards,
        Books.@Nullable Comparison books,
        @Nullable String booksFailure) {
    private static final Map<String, String> TOPICS = Map.of(
            "catalog.product-states.v1", "products as the catalog has them",
            "billing.purchase-events.v1", "what happened to each purchase",
            "market.payment-events.v1", "what the markets answered",
            "settlement.journal-entries.v1", "the double-entry journal",
            "settlement.statements.v1", "the statements",
            "card.registration-events.v1", "cards on their way to devices, and their tokens");

    boolean isSuccess() {
        return scenes.stream().allMatch(Performed::isAsExpected)
                && cards.stream().allMatch(PerformedCard::isAsExpected)
                && books != null
                && books.agrees();
    }

    ObjectNode json() {
        ObjectNode json = Json.object().put("success", isSuccess()).put("userId", player);
        ArrayNode items = json.putArray("purchases");
        for (Performed performed : scenes) {
            items.addObject()
                    .put("title", performed.scene().title())
                    .put("market", performed.scene().market().id())
                    .put("productId", performed.scene().productId())
                    .put("currency", performed.scene().currency())
                    .put(
                            "purchaseId",
                            performed.purchase() == null
                                    ? null
                                    : performed.purchase().purchaseId())
                    .put("expected", performed.scene().end().name())
                    .put(
                            "status",
                            performed.status() == null
                                    ? null
                                    : performed.status().name())
                    .put("captured", performed.captured())
                    .put("refunded", performed.refunded())
                    .put("millis", performed.millis())
                    .put("success", performed.isAsExpected())
                    .put("failure", performed.failure());
        }
        json.set("cards", cardsAsJson());
        json.set("settlement", settlement());
        return json;
    }

    private ArrayNode cardsAsJson() {
        ArrayNode items = Json.array();
        for (PerformedCard performed : cards) {
            ObjectNode item = items.addObject()
                    .put("title", performed.scene().title())
                    .put("millis", performed.millis())
                    .put("success", performed.isAsExpected())
                    .put("failure", performed.failure());
            ArrayNode trace = item.putArray("trace");
            performed.trace().forEach(line -> trace.add(Json.tree(line)));
        }
        return items;
    }

    String text(Paint paint) {
        StringBuilder text = new StringBuilder();
        text.append('\n').append(paint.heading("What happened")).append('\n');
        append(text, scenes(paint), paint);
        scenes.stream()
                .filter(performed -> performed.failure() != null)
                .forEach(performed ->
                        text.append(paint.bad("  ! " + performed.scene().title() + ": " + performed.failure() + "\n")));
        cards.forEach(performed -> appendTrace(text, performed, paint));
        text.append('\n')
                .append(paint.heading("The markets' ledgers and our statement"))
                .append('\n');
        appendBooks(text, paint);
        text.append('\n').append(paint.heading("Where to look")).append('\n');
        append(text, places(), paint);
        text.append('\n')
                .append(
                        isSuccess()
                                ? paint.good("Everything came out as it must.")
                                : paint.bad("Not everything came out as it must."))
                .append('\n');
        return text.toString();
    }

    private ObjectNode settlement() {
        ObjectNode json =
                Json.object().put("agrees", books != null && books.agrees()).put("failure", booksFailure);
        if (books != null) {
            json.put("settlementId", books.settlementId());
            ArrayNode lines = json.putArray("totals");
            books.lines().forEach(line -> lines.add(Json.tree(line)));
        }
        return json;
    }

    private Table scenes(Paint paint) {
        Table table = new Table("", "market", "product", "what", "status", "captured", "refunded", "", "ms");
        for (Performed performed : scenes) {
            table.add(
                    performed.isAsExpected() ? "ok" : "NO",
                    performed.scene().market().id(),
                    performed.scene().productId(),
                    performed.title(),
                    String.valueOf(performed.status()),
                    performed.captured(),
                    performed.refunded(),
                    performed.scene().currency(),
                    Long.toString(performed.millis()));
        }
        return table;
    }

    private static void appendTrace(StringBuilder text, PerformedCard performed, Paint paint) {
        text.append('\n')
                .append(paint.heading("A card " + performed.scene().title()))
                .append('\n');
        Table table = new Table("step", "from", "to", "what");
        performed.trace().forEach(line -> table.add(line.step(), line.from(), line.to(), line.what()));
        append(text, table, paint);
        if (performed.failure() != null) {
            text.append(paint.bad("  ! " + performed.failure() + "\n"));
        }
    }

    private void appendBooks(StringBuilder text, Paint paint) {
        if (books == null) {
            text.append(paint.bad("  ! " + booksFailure + "\n"));
            return;
        }
        Table table =
                new Table("", "market", "", "captured", "refunded", "our gross", "our refunded", "market fee", "net");
        for (Books.Line line : books.lines()) {
            table.add(
                    line.agrees() ? "ok" : "NO",
                    line.market(),
                    line.currency(),
                    plain(line.captured()),
                    plain(line.refunded()),
                    plain(line.gross()),
                    plain(line.returned()),
                    plain(line.fee()),
                    plain(line.net()));
        }
        append(text, table, paint);
        text.append(paint.quiet("  statement " + books.settlementId() + " of user " + player + "\n"));
    }

    private Table places() {
        Table table = new Table("the game's page", connection.exampleGame().toString());
        if (!connection.console().isEmpty()) {
            table.add("operator console", connection.console());
        }
        table.add("API", connection.gateway() + "/openapi.json");
        table.add("markets' ledgers", connection.simulators() + "/control/{market}/ledger");
        table.add("schemas", connection.schemaRegistry());
        TOPICS.forEach((topic, holds) -> table.add("topic", topic + " (" + holds + ") at " + connection.kafka()));
        connection.logs().forEach((process, log) -> table.add("log", process + " " + log));
        return table;
    }

    private static void append(StringBuilder text, Table table, Paint paint) {
        for (String line : table.lines()) {
            String painted = line.startsWith("  ok") ? paint.good("  ok") + line.substring(4) : line;
            text.append(line.startsWith("  NO") ? paint.bad(line) : painted).append('\n');
        }
    }

    private static String plain(BigDecimal amount) {
        return amount.toPlainString();
    }
}
