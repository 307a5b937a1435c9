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
 * @param findHighestRate whether to search for the highest rate that is sustained
 */
record Options(
        Path connection,
        int ratePerSecond,
        int seconds,
        int warmUpSeconds,
        List<String> markets,
        double faultShare,
        Schedule.Arrivals arrivals,
        long seed,
        boolean findHighestRate,
        boolean json) {

    static final String USAGE = """
        usage: bench <connection.json> [options]
          --rate N          purchases begun per second (default 150)
          --seconds N       measured time (default 30, at most 600)
          --warm-up N       seconds of the same load before, not counted (default 15)
          --markets A,B     google-play, galaxy-store, stripe (default google-play)
          --faults S        share of the markets' answers that fail, such as 0.05
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
                !markets.isEmpty() && MarketPlayer.KNOWN.containsAll(markets),
                "--markets must be of " + MarketPlayer.KNOWN);
        require(faultShare >= 0 && faultShare < 1, "--faults must be from 0 to below 1");
        markets = List.copyOf(markets);
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
        private List<String> markets = List.of(MarketPlayer.GOOGLE_PLAY);
        private double faults;
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
            return new Options(connection, rate, seconds, warmUpSeconds, markets, faults, arrivals, seed, max, json);
        }

        private void take(String argument) {
            switch (argument) {
                case "--rate" -> rate = Integer.parseInt(value(argument));
                case "--seconds" -> seconds = Integer.parseInt(value(argument));
                case "--warm-up" -> warmUpSeconds = Integer.parseInt(value(argument));
                case "--markets" -> markets = List.of(value(argument).split(","));
                case "--faults" -> faults = Double.parseDouble(value(argument));
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
