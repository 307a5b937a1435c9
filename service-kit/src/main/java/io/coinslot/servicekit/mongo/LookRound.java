package io.coinslot.servicekit.mongo;

import java.util.HashSet;
import java.util.Set;

/**
 * How far the looks at what a query finds have come. Each goes on behind those that the one before it found and that are
 * still there; what was done meanwhile is not found any more and not counted. Behind the last one comes the first again.
 */
final class LookRound {
    private int begin;
    private int read;
    private int stayed;
    private boolean beganAtTheFirst;
    private Set<String> before = new HashSet<>();
    private Set<String> seen = new HashSet<>();

    void beginLook() {
        begin += stayed;
        read = 0;
        stayed = 0;
        beganAtTheFirst = begin == 0;
        before = seen;
        seen = new HashSet<>();
    }

    /** How many documents the next page is behind. */
    int skipped() {
        return begin + read;
    }

    /** Whether it is a document's turn: not if the look before has found it. */
    boolean comesTo(String id) {
        read++;
        if (before.contains(id)) {
            stayed++;
            return false;
        }
        seen.add(id);
        return true;
    }

    /**
     * Begins again at the first document behind the last one.
     *
     * @return whether this look has come to all there are
     */
    boolean endPage(boolean wasTheLast) {
        if (!wasTheLast) {
            return false;
        }
        boolean all = beganAtTheFirst;
        begin = 0;
        read = 0;
        stayed = 0;
        beganAtTheFirst = true;
        if (all) {
            seen.clear();
        }
        return all;
    }
}
