package io.coinslot.examplegame.inventory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of the inventory's file.
 *
 * @param version of the purchase that said so; null in lines of an older game
 */
record Entry(
        Kind kind,
        String purchaseId,
        String player,
        Goods goods,
        @Nullable Long version,
        Instant at) {

    /** What was done to the player's goods. */
    enum Kind {
        GRANTED,
        TAKEN_BACK,
        /** Given back after it was taken back, or told that the money is there before anything was taken back. */
        RESTORED
    }
}
