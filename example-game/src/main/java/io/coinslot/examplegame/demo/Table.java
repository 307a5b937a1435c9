package io.coinslot.examplegame.demo;

import java.util.ArrayList;
import java.util.List;

/** A plain table with columns as wide as they need to be; numbers stand to the right. */
final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    Table(String... headings) {
        rows.add(List.of(headings));
    }

    void add(String... cells) {
        rows.add(List.of(cells));
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                line.append("  ").append(cell(row.get(column), width(column)));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    private static String cell(String text, int width) {
        String gap = " ".repeat(width - text.length());
        return text.matches("-?[0-9.]+") ? gap + text : text + gap;
    }
}
