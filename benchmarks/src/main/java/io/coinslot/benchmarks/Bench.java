package io.coinslot.benchmarks;

import io.coinslot.client.CoinslotException;
import io.coinslot.signature.NativeSignatures;
import java.io.IOException;

/** The command line: runs the load that was asked for, prints what it found, and exits with 1 if the sums are wrong. */
public final class Bench {
    private Bench() {}

    public static void main(String[] arguments) {
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "; see ./coinslot bench --help");
            System.exit(2);
            return;
        }
        NativeSignatures.install();
        System.exit(succeeds(options) ? 0 : 1);
    }

    private static boolean succeeds(Options options) {
        try {
            return run(options);
        } catch (IOException | CoinslotException | JourneyFailedException e) {
            System.err.println("the benchmark cannot run: " + e.getMessage());
            return false;
        }
    }

    private static boolean run(Options options) throws IOException {
        return switch (options.subject()) {
            case PURCHASES -> purchases(options);
            case REGISTRATIONS -> CardBench.registrations(options);
            case TOKEN_PAGES -> CardBench.tokenPages(options);
        };
    }

    private static boolean purchases(Options options) throws IOException {
        try (Run run = new Run(options)) {
            tell("warming up");
            run.warmUp();
            RateSearch search = new RateSearch(rate -> {
                tell("measuring " + rate + "/s for " + options.seconds() + " s");
                return run.measure(rate);
            });
            Measurement measured = options.findHighestRate()
                    ? search.run(options.ratePerSecond())
                    : run.measure(options.ratePerSecond());
            Reconciliation reconciliation = run.reconcile();
            Report report = Report.of(options, measured, reconciliation);
            report.put("failures", run.failures());
            report.put("journalEntries", run.entriesByKind());
            if (options.findHighestRate()) {
                report.put("steps", search.steps());
            }
            System.out.println(options.json() ? report.json() : report.table());
            return reconciliation.holds();
        }
    }

    /** Progress goes to the error stream, so that the result stands alone. */
    static void tell(String progress) {
        System.err.println(progress);
    }
}
