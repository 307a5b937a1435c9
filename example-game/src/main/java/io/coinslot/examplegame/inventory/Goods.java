package io.coinslot.examplegame.inventory;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Some pieces of one item, such as 100 gems. */
public record Goods(String item, int count) {
    private static final Pattern COUNTED = Pattern.compile("(.+)-([0-9]{1,6})");

    /** What a product gives: {@code gem-100} gives 100 of gem, {@code season-pass} one of itself. */
    public static Goods of(String productId, int quantity) {
        Matcher counted = COUNTED.matcher(productId);
        return counted.matches()
                ? new Goods(counted.group(1), Math.multiplyExact(Integer.parseInt(counted.group(2)), quantity))
                : new Goods(productId, quantity);
    }
}
