package io.coinslot.simulators.control;

import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.protocol.Response;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A page of a ledger: the entries, the position after the last of them, whether more follow, and totals over all. */
public record LedgerPage(ArrayNode items, int next, boolean more, ObjectNode totals) {

    /** The page as the control interface answers it. */
    public Response response() {
        ObjectNode body = Json.object();
        body.set("items", items);
        body.put("nextCursor", more ? Integer.toString(next) : null);
        body.set("totals", totals);
        return Response.json(200, body);
    }
}
