package io.coinslot.marketgateway.market;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What markets, and whoever passes for one, have told, made fit for operators' eyes: in one line, not long, and of what may
 * be a purchase token or a secret only the beginning.
 */
public final class Told {
    private static final int LONGEST = 300;
    /** More is not even looked at. */
    private static final int LONGEST_READ = 2_000;
    /** Names and codes are shorter, or have no digit among so many letters. */
    private static final Pattern LIKE_A_TOKEN =
            Pattern.compile("(?=[A-Za-z_.~+/=-]*[0-9])([A-Za-z0-9_.~+/=-]{6})[A-Za-z0-9_.~+/=-]{18,}");

    private static final Pattern NO_TEXT = Pattern.compile("[\\p{Cntrl}\\p{Cs}\\p{Cn}\\u2028\\u2029]+");

    private Told() {}

    public static String of(String text) {
        String read = text.length() > LONGEST_READ ? text.substring(0, LONGEST_READ) : text;
        String line = LIKE_A_TOKEN
                .matcher(NO_TEXT.matcher(read).replaceAll(" ").strip())
                .replaceAll("$1…");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }

    /** Why something failed: a market's failure in its words, of any other its kind alone. */
    public static String of(@Nullable Throwable failure) {
        if (failure == null) {
            return "no attempt came to its end";
        }
        return failure instanceof MarketFailure market
                ? of(market.toString())
                : failure.getClass().getSimpleName();
    }
}
