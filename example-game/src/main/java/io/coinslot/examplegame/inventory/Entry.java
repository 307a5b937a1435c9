package io.coinslot.examplegame.inventory;

import java.time.Instant;

/** One line of the inventory's file. */
record Entry(Kind kind, String purchaseId, String player, Goods goods, Instant at) {

    /** What was done to the player's goods. */
    enum Kind {
        GRANTED,
        TAKEN_BACK,
        /** Given back after it was taken back. */
        RESTORED
    }
}
