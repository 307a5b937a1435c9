package io.coinslot.examplegame.demo;

import java.util.ArrayList;
import java.util.List;

/** Who told whom what, in the order in which it happened. */
final class Trace {
    private final List<Line> lines = new ArrayList<>();

    /**
     * One message.
     *
     * @param step its number among the four that bring a card to another device; empty if it is none of them
     */
    record Line(String step, String from, String to, String what) {}

    void step(int number, String from, String to, String what) {
        lines.add(new Line(Integer.toString(number), from, to, what));
    }

    void also(String from, String to, String what) {
        lines.add(new Line("", from, to, what));
    }

    List<Line> lines() {
        return List.copyOf(lines);
    }
}
