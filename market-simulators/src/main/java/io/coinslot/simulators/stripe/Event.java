package io.coinslot.simulators.stripe;

import io.coinslot.simulators.memory.Journal;

/** An event, its body left in the journal. */
record Event(String id, String account, String type, long created, Journal.Position body) {}
