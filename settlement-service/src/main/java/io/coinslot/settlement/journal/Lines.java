package io.coinslot.settlement.journal;

import java.util.ArrayList;
import java.util.List;

/** Collects the lines of an entry: none of zero, and a negative amount stands on the other side. */
final class Lines {
    private final List<Line> lines = new ArrayList<>();

    Lines debit(String account, long minorUnits) {
        return add(account, minorUnits, Side.DEBIT, Side.CREDIT);
    }

    Lines credit(String account, long minorUnits) {
        return add(account, minorUnits, Side.CREDIT, Side.DEBIT);
    }

    private Lines add(String account, long minorUnits, Side side, Side otherSide) {
        if (minorUnits != 0) {
            lines.add(new Line(account, minorUnits > 0 ? side : otherSide, Math.absExact(minorUnits)));
        }
        return this;
    }

    /** The lines, which must add up to zero. */
    List<Line> balanced() {
        long sum = 0;
        for (Line line : lines) {
            sum = Math.addExact(sum, line.signedMinorUnits());
        }
        if (sum != 0) {
            throw new IllegalStateException("the entry does not balance: " + lines);
        }
        return List.copyOf(lines);
    }
}
