package io.coinslot.benchmarks;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for.
 *
 * @param subject what is measured
 * @param ratePerSecond purchases or registrations that begin each second
 * @param tokens how many tokens the list of tokens is measured with
 * @param faultShare share of the markets' answers that fail
 * @param hangingMarket the market that does not answer for a while, or null
 * @param findHighestRate whether to search for the highest rate that is sustained
 */
record Options(
        Path connection,
        Subject subject,
        int tokens,
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

    /** What is measured. */
    enum Subject {
        PURCHASES(150),
        REGISTRATIONS(100),
        TOKEN_PAGES(1);

        private final int usualRate;

        Subject(int usualRate) {
            this.usualRate = usualRate;
        }
    }

    Options {
        require(tokens >= 1_000 && tokens <= 200_000, "--tokens must be 1000 to 200000");
        require(
                subject == Subject.PURCHASES || !findHighestRate && hangingMarket == null && faultShare == 0,
                "--max, --hang and --faults are for purchases");
        require(
                subject != Subject.REGISTRATIONS || seconds <= 240,
                "--seconds of registrations must be 1 to 240: what their accounts' provider says is good for ten"
                        + " minutes");
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
                subject,
                tokens,
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

    /** The load that is measured. */
    Schedule load() {
        return Schedule.of(arrivals, ratePerSecond, seconds, seed);
    }

    /** The load before it, which rises: what was just started is slow, and would be buried under the whole. */
    Schedule warmUp() {
        return Schedule.rising(arrivals, ratePerSecond, warmUpSeconds, seed);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    private static final class Parser {
        private final Deque<String> left;
        private @Nullable Path connection;
        private Options.Subject subject = Subject.PURCHASES;
        private int tokens = 100_000;
        private @Nullable Integer rate;
        private int seconds = 30;
        private int warmUpSeconds = 120;
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
                    subject,
                    tokens,
                    rate == null ? subject.usualRate : rate,
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
                case "--cards" -> subject = Subject.REGISTRATIONS;
                case "--tokens" -> {
                    subject = Subject.TOKEN_PAGES;
                    tokens = Integer.parseInt(value(argument));
                }
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
