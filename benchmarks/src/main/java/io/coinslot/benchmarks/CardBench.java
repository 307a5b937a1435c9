package io.coinslot.benchmarks;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What there is to measure about cards: registrations under load, and the list of tokens. */
final class CardBench {
    private static final int FEW_TOKENS = 1_000;

    private CardBench() {}

    /** Whether the sums are right. */
    static boolean registrations(Options options) throws IOException {
        try (CardRun run = new CardRun(options)) {
            Bench.tell("warming up");
            run.warmUp();
            Bench.tell("measuring " + options.ratePerSecond() + "/s for " + options.seconds() + " s");
            CardMeasurement measured = run.measure();
            CardReconciliation reconciliation = run.reconcile();
            print(options, report(measured, reconciliation, run.failures()));
            return reconciliation.holds();
        }
    }

    private static Report report(CardMeasurement measured, CardReconciliation reconciliation, List<String> failures) {
        Report report = new Report();
        Latencies accept = measured.accept();
        Latencies registered = measured.untilRegistered();
        report.put("registeredPerSecond", measured.registeredPerSecond());
        report.put("acceptP50Millis", accept.percentileMillis(50));
        report.put("acceptP99Millis", accept.percentileMillis(99));
        report.put("registeredP50Millis", registered.percentileMillis(50));
        report.put("registeredP99Millis", registered.percentileMillis(99));
        report.put("serviceCpuMillisPerRegistration", measured.cpuMillisPerRegistration(ProcessUsage::isOurService));
        report.put("serviceCompilerMillisPerRegistration", measured.serviceCompilerMillisPerRegistration());
        report.put(
                "simulatorsCpuMillisPerRegistration", measured.cpuMillisPerRegistration("market-simulators"::equals));
        report.put("allCpuMillisPerRegistration", measured.cpuMillisPerRegistration(name -> true));
        report.put("generatorCpuMillisPerRegistration", measured.generatorCpuMillisPerRegistration());
        report.put("residentMiB", measured.residentMiB());
        report.put("errors", measured.errors());
        report.put("reconciled", reconciliation.holds());
        report.put("durationSeconds", measured.seconds());
        report.put("rate", measured.ratePerSecond());
        report.put("registrations", measured.journeys().size());
        report.put("registered", measured.registered());
        report.put("perProcess", measured.perProcess());
        Map<String, Object> stages = new LinkedHashMap<>();
        stages.put("accept", accept.percentiles());
        stages.put("registered", registered.percentiles());
        report.put("stages", stages);
        report.put("findings", reconciliation.findings().stream().limit(20).toList());
        report.put("failures", failures);
        return report;
    }

    /** Pages of a list of a thousand tokens, then of as many as are asked for. */
    static boolean tokenPages(Options options) throws IOException {
        try (CardRun run = new CardRun(options.atRate(1));
                TokenPages pages = run.tokenPages()) {
            Report report = new Report();
            for (int count : new int[] {FEW_TOKENS, options.tokens()}) {
                report.put("with" + count + "Tokens", pages.measure(count));
            }
            report.put("findings", pages.findings());
            print(options, report);
            return pages.findings().isEmpty();
        }
    }

    private static void print(Options options, Report report) {
        System.out.println(options.json() ? report.json() : report.table());
    }
}
