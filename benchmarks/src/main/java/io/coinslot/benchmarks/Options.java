package io.coinslot.benchmarks;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for.
 *
 * @param ratePerSecond purchases that begin each second
 * @param faultShare share of the markets' answers that fail
 * @param hangingMarket the market that does not answer for a while, or null
 * @param findHighestRate whether to search for the highest rate that is sustained
 */
record Options(
        Path connection,
        int ratePerSecond,
        int seconds,
        int warmUpSeconds,
        MarketMix markets,
        double faultShare,
        @Nullable String hangingMarket,
        int hangSeconds,
        Schedule.Arrivals arrivals,
        long seed,
        boolean findHighestRate,
        boolean json) {

    static final String USAGE = """
        usage: bench <connection.json> [options]
          --rate N          purchases begun per second (default 150)
          --seconds N       measured time (default 30, at most 600)
          --warm-up N       seconds of the same load before, not counted (default 15)
          --markets A=3,B   google-play, app-store, one-store, galaxy-store, stripe, toss-payments,
                            each with its weight (1), or all (default google-play)
          --faults S        share of the markets' answers that fail or get lost, such as 0.05
          --hang MARKET     one of them, which does not answer for a while in the midst
          --hang-seconds N  how long, at most half of the measured time (default 30)
          --arrivals A      poisson (default) or constant
          --seed N          of the arrivals (default 1)
          --max             search the highest sustained rate, beginning at --rate
          --json            one JSON object instead of a table
        """;

    Options {
        require(ratePerSecond >= 1 && ratePerSecond <= 5_000, "--rate must be 1 to 5000");
        require(seconds >= 1 && seconds <= 600, "--seconds must be 1 to 600");
        require(warmUpSeconds >= 0 && warmUpSeconds <= 300, "--warm-up must be 0 to 300");
        require(
                hangingMarket == null || markets.names().contains(hangingMarket),
                "--hang must be one of --markets: " + markets.names());
        require(hangSeconds >= 1 && hangSeconds <= 300, "--hang-seconds must be 1 to 300");
        require(faultShare >= 0 && faultShare < 1, "--faults must be from 0 to below 1");
    }

    static Options parse(String... arguments) {
        Parser parser = new Parser(arguments);
        return parser.parse();
    }

    Options atRate(int newRatePerSecond) {
        return new Options(
                connection,
                newRatePerSecond,
                seconds,
                warmUpSeconds,
                markets,
                faultShare,
                hangingMarket,
                hangSeconds,
                arrivals,
                seed,
                findHighestRate,
                json);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    private static final class Parser {
        private final Deque<String> left;
        private @Nullable Path connection;
        private int rate = 150;
        private int seconds = 30;
        private int warmUpSeconds = 15;
        private MarketMix markets = MarketMix.parse(MarketPlayer.GOOGLE_PLAY);
        private double faults;
        private @Nullable String hang;
        private int hangSeconds = 30;
        private Schedule.Arrivals arrivals = Schedule.Arrivals.POISSON;
        private long seed = 1;
        private boolean max;
        private boolean json;

        Parser(String... arguments) {
            left = new ArrayDeque<>(List.of(arguments));
        }

        Options parse() {
            while (!left.isEmpty()) {
                take(left.remove());
            }
            if (connection == null) {
                throw new IllegalArgumentException("the path of connection.json is missing");
            }
            return new Options(
                    connection,
                    rate,
                    seconds,
                    warmUpSeconds,
                    markets,
                    faults,
                    hang,
                    hangSeconds,
                    arrivals,
                    seed,
                    max,
                    json);
        }

        private void take(String argument) {
            switch (argument) {
                case "--rate" -> rate = Integer.parseInt(value(argument));
                case "--seconds" -> seconds = Integer.parseInt(value(argument));
                case "--warm-up" -> warmUpSeconds = Integer.parseInt(value(argument));
                case "--markets" -> markets = MarketMix.parse(value(argument));
                case "--faults" -> faults = Double.parseDouble(value(argument));
                case "--hang" -> hang = value(argument);
                case "--hang-seconds" -> hangSeconds = Integer.parseInt(value(argument));
                case "--arrivals" ->
                    arrivals = Schedule.Arrivals.valueOf(value(argument).toUpperCase(java.util.Locale.ROOT));
                case "--seed" -> seed = Long.parseLong(value(argument));
                case "--max" -> max = true;
                case "--json" -> json = true;
                default -> path(argument);
            }
        }

        private void path(String argument) {
            if (argument.startsWith("--") || connection != null) {
                throw new IllegalArgumentException("unknown argument " + argument);
            }
            connection = Path.of(argument);
        }

        private String value(String option) {
            if (left.isEmpty()) {
                throw new IllegalArgumentException(option + " needs a value");
            }
            return left.remove();
        }
    }
}
