package io.coinslot.localstack.store;

import java.util.BitSet;

/**
 * What changed in the slots of a collection since the last fold.
 *
 * @param cleared whether all that was there before is gone
 * @param removed slots that were emptied and are empty
 * @param slots the slots of the documents, in the same order
 * @param documents documents that were written
 */
record Unfolded(boolean cleared, BitSet removed, int[] slots, byte[][] documents) {
    boolean isEmpty() {
        return !cleared && removed.isEmpty() && slots.length == 0;
    }
}
