package io.coinslot.simulators.tosspayments;

import io.coinslot.simulators.money.Amount;
import io.coinslot.simulators.protocol.Json;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /v1/settlements}: one entry per sale and per cancellation, the latter with amounts below zero. */
final class Settlements {
    private static final int FEE_BASIS_POINTS = 290;
    private static final int PAID_OUT_AFTER_DAYS = 4;
    private static final int USUAL_SIZE = 100;
    private static final int LARGEST_SIZE = 5_000;

    private Settlements() {}

    static JsonNode list(TossMemory memory, Shop shop, Map<String, String> query) {
        LocalDate from = TossQueries.date(query, "startDate");
        LocalDate to = TossQueries.date(query, "endDate");
        boolean byPayout = query.getOrDefault("dateType", "soldDate").equals("paidOutDate");
        int page = TossQueries.number(query, "page", 1, Integer.MAX_VALUE);
        int size = TossQueries.number(query, "size", USUAL_SIZE, LARGEST_SIZE);
        List<Transaction> wanted = Transaction.all(memory, shop).stream()
                .filter(entry -> isWithin(byPayout ? paidOutDate(entry) : soldDate(entry), from, to))
                .toList();
        ArrayNode items = Json.array();
        wanted.stream().skip((page - 1L) * size).limit(size).forEach(entry -> items.add(body(entry)));
        return items;
    }

    /** The fee's text in {@code fees}, though a number elsewhere, is how the published example has it. */
    private static ObjectNode body(Transaction entry) {
        long sign = Long.signum(entry.amount());
        long supply = sign
                * new Amount(Math.abs(entry.amount()), "KRW")
                        .share(FEE_BASIS_POINTS)
                        .minor();
        long vat = supply / 10;
        ObjectNode body = Json.object()
                .put("mId", entry.payment().merchantId())
                .put("paymentKey", entry.payment().paymentKey())
                .put("transactionKey", entry.key())
                .put("orderId", entry.payment().orderId())
                .put("currency", "KRW")
                .put("method", entry.payment().method().wire())
                .put("amount", entry.amount())
                .put("interestFee", 0)
                .put("fee", supply + vat)
                .put("supplyAmount", supply)
                .put("vat", vat)
                .put("payOutAmount", entry.amount() - supply - vat)
                .put("approvedAt", TossTimes.ofPayment(entry.payment().approvedAt()))
                .put("soldDate", soldDate(entry).toString())
                .put("paidOutDate", paidOutDate(entry).toString());
        body.putArray("fees").addObject().put("type", "BASE").put("fee", Long.toString(supply + vat));
        Cancel cancel = entry.cancel();
        body.set(
                "cancel",
                cancel == null
                        ? null
                        : Json.object()
                                .put("cancelAmount", cancel.amount())
                                .put("cancelReason", cancel.reason())
                                .put("transactionKey", cancel.transactionKey()));
        return body;
    }

    private static LocalDate soldDate(Transaction transaction) {
        return TossTimes.day(transaction.at());
    }

    private static LocalDate paidOutDate(Transaction transaction) {
        return soldDate(transaction).plusDays(PAID_OUT_AFTER_DAYS);
    }

    private static boolean isWithin(LocalDate day, LocalDate from, LocalDate to) {
        return !day.isBefore(from) && !day.isAfter(to);
    }
}
