package io.coinslot.simulators.control;

import io.coinslot.simulators.protocol.Json;
import java.util.function.Supplier;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Goes through a ledger from its beginning and keeps the page that was asked for. What is skipped has a position too, so
 * a cursor means the same whichever service it was given to.
 */
public final class LedgerReading {
    private final LedgerQuery query;
    private final ArrayNode items = Json.array();
    private int position;
    private int next;
    private boolean more;

    /** Nothing is read yet. */
    public LedgerReading(LedgerQuery query) {
        this.query = query;
        this.next = query.after();
    }

    /** Passes over what was not asked for. */
    public void skip() {
        position++;
    }

    /** Takes the next one in; it is written out only if it lies on the page. */
    public void add(Supplier<ObjectNode> entry) {
        position++;
        if (position <= query.after()) {
            return;
        }
        if (items.size() < query.limit()) {
            items.add(entry.get());
            next = position;
        } else {
            more = true;
        }
    }

    /** The page, when all has been read. */
    public LedgerPage page(ObjectNode totals) {
        return new LedgerPage(items, next, more, totals);
    }
}
