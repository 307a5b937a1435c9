package io.coinslot.simulators.control;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A page of a ledger: the entries, the position after the last of them, whether more follow, and totals over all. */
public record LedgerPage(ArrayNode items, int next, boolean more, ObjectNode totals) {}
