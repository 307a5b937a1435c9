package io.coinslot.endtoend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Finds many byte strings in one pass: the first eight bytes at each place are looked up, and hardly any place passes. Digits
 * are looked at a second time without what separates them.
 */
final class Needles {
    static final int SHORTEST = 8;

    private static final int FILTER_BITS = 22;
    private static final String SEPARATORS = " -._/+,:\t";

    private record Needle(byte[] bytes, String what) {}

    private final Map<Long, List<Needle>> byBeginning = new HashMap<>();
    private final BitSet filter = new BitSet(1 << FILTER_BITS);

    Needles(Collection<Secret> secrets) {
        secrets.forEach(secret ->
                secret.forms().forEach((form, bytes) -> add(new Needle(bytes, secret.name() + " (" + form + ")"))));
    }

    private void add(Needle needle) {
        if (needle.bytes().length < SHORTEST) {
            throw new IllegalArgumentException(needle.what() + " is too short");
        }
        long beginning = 0;
        for (int index = 0; index < SHORTEST; index++) {
            beginning = beginning << 8 | needle.bytes()[index] & 0xff;
        }
        byBeginning.computeIfAbsent(beginning, key -> new ArrayList<>()).add(needle);
        filter.set(hash(beginning));
    }

    private static int hash(long beginning) {
        return (int) (beginning * 0x9E3779B97F4A7C15L >>> 64 - FILTER_BITS);
    }

    /** What of the secrets is in there. */
    Set<String> in(byte[] bytes) {
        Set<String> found = new TreeSet<>();
        search(bytes, bytes.length, found::add);
        byte[] joined = new byte[bytes.length];
        int length = join(bytes, joined);
        search(joined, length, what -> found.add(what + " but for separators"));
        return found;
    }

    private void search(byte[] bytes, int length, Consumer<String> found) {
        long window = 0;
        for (int at = 0; at < length; at++) {
            window = window << 8 | bytes[at] & 0xff;
            if (at >= SHORTEST - 1 && filter.get(hash(window))) {
                for (Needle needle : byBeginning.getOrDefault(window, List.of())) {
                    int from = at - SHORTEST + 1;
                    int to = from + needle.bytes().length;
                    if (to <= length && Arrays.equals(bytes, from, to, needle.bytes(), 0, needle.bytes().length)) {
                        found.accept(needle.what());
                    }
                }
            }
        }
    }

    /** Leaves out single separators between digits; returns how many bytes remain. */
    private static int join(byte[] bytes, byte[] joined) {
        int length = 0;
        for (int at = 0; at < bytes.length; at++) {
            boolean between = at > 0
                    && at + 1 < bytes.length
                    && SEPARATORS.indexOf(bytes[at]) >= 0
                    && isDigit(bytes[at - 1])
                    && isDigit(bytes[at + 1]);
            if (!between) {
                joined[length++] = bytes[at];
            }
        }
        return length;
    }

    private static boolean isDigit(byte value) {
        return value >= '0' && value <= '9';
    }
}
