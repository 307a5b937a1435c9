package io.coinslot.simulators.peer;

import io.coinslot.simulators.control.LedgerPage;
import io.coinslot.simulators.control.LedgerQuery;
import io.coinslot.simulators.protocol.Json;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What partners have asked, one entry per request that was let in, and what they told, one per card. */
final class PeerLedger {
    private PeerLedger() {}

    static LedgerPage page(PeerMemory memory, LedgerQuery query) {
        List<Asked> asked = memory.asked().stream()
                .filter(one -> query.serviceId() == null || query.serviceId().equals(one.serviceId()))
                .toList();
        ArrayNode items = Json.array();
        int from = Math.min(query.after(), asked.size());
        int to = Math.min(from + query.limit(), asked.size());
        asked.subList(from, to).forEach(one -> items.add(Json.tree(one)));
        long searches = count(asked, "search");
        long credentials = count(asked, "credential");
        long notifications =
                asked.stream().filter(one -> one.call().equals("notification")).count();
        ObjectNode totals = Json.object()
                .put("searches", searches)
                .put("credentials", credentials)
                .put("notifications", notifications)
                .put("refused", asked.size() - searches - credentials - notifications)
                .put("cards", memory.cardCount());
        return new LedgerPage(items, to, to < asked.size(), totals);
    }

    private static long count(List<Asked> asked, String call) {
        return asked.stream()
                .filter(one -> one.call().equals(call) && one.outcome().equals("200"))
                .count();
    }
}
