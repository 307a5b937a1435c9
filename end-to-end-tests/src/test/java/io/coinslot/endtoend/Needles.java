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
 * are looked at a second time without what separates them, and short codes by themselves, since any number may hold one.
 */
final class Needles {
    static final int SHORTEST = 8;

    private static final int FILTER_BITS = 22;
    private static final int TOKEN_NUMBER_DIGITS = 16;
    private static final String SEPARATORS = " -._/+,:\t";

    private record Needle(byte[] bytes, String what) {}

    private final Map<Long, List<Needle>> byBeginning = new HashMap<>();
    private final BitSet filter = new BitSet(1 << FILTER_BITS);
    private final Set<String> codes;
    private final Set<String> tokenSuffixes;

    /**
     * @param codes of digits alone, too short to be told when they are within something else
     * @param tokenSuffixes how numbers of tokens end, of which nobody but the financial company knows the rest
     */
    Needles(Collection<Secret> secrets, Set<String> codes, Set<String> tokenSuffixes) {
        this.codes = Set.copyOf(codes);
        this.tokenSuffixes = Set.copyOf(tokenSuffixes);
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
        searchTokenNumbers(bytes, bytes.length, found::add);
        searchTokenNumbers(joined, length, found::add);
        searchCodes(bytes, found::add);
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

    /** Sixteen digits that begin with 90, as the company's numbers of tokens do and no card's, and end as one of them. */
    private void searchTokenNumbers(byte[] bytes, int length, Consumer<String> found) {
        for (int at = 0; at < length; at++) {
            int from = at;
            while (at < length && isDigit(bytes[at])) {
                at++;
            }
            if (at - from == TOKEN_NUMBER_DIGITS
                    && bytes[from] == '9'
                    && bytes[from + 1] == '0'
                    && tokenSuffixes.contains(new String(bytes, at - 4, 4, US_ASCII))) {
                found.accept("a token's number");
            }
        }
    }

    private void searchCodes(byte[] bytes, Consumer<String> found) {
        for (int at = 0; at < bytes.length; at++) {
            int from = at;
            while (at < bytes.length && isWord(bytes[at])) {
                at++;
            }
            boolean isFraction = from > 0 && bytes[from - 1] == '.';
            if (at > from
                    && !isFraction
                    && codes.contains(new String(bytes, from, Math.min(at - from, 20), US_ASCII))) {
                found.accept("an activation code");
            }
        }
    }

    private static final java.nio.charset.Charset US_ASCII = java.nio.charset.StandardCharsets.US_ASCII;

    private static boolean isDigit(byte value) {
        return value >= '0' && value <= '9';
    }

    private static boolean isWord(byte value) {
        return isDigit(value) || value >= 'a' && value <= 'z' || value >= 'A' && value <= 'Z';
    }
}
