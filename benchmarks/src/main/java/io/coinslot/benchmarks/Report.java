package io.coinslot.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What the run found, as one JSON object or as a table. The first names are those of the outward contract. */
final class Report {
    private final Map<String, Object> values = new LinkedHashMap<>();

    static Report of(Options options, Measurement measured, Reconciliation reconciliation) {
        Report report = new Report();
        Latencies accept = measured.accept();
        report.put("completePerSecond", measured.completePerSecond());
        report.put("acceptP50Millis", accept.percentileMillis(50));
        report.put("acceptP99Millis", accept.percentileMillis(99));
        report.put("postedP99Millis", measured.posted(Measurement.any()).percentileMillis(99));
        report.put("serviceCpuMillisPerPurchase", measured.serviceCpuMillisPerPurchase());
        report.put("residentMiB", measured.residentMiB());
        report.put("errors", measured.errors());
        report.put("reconciled", reconciliation.holds());
        report.put("durationSeconds", Math.round(measured.seconds() * 100) / 100.0);
        report.put("perProcess", measured.perProcess());
        report.put("rate", measured.ratePerSecond());
        report.put("purchases", measured.journeys().size());
        report.put("completed", measured.completed());
        report.put("completeDuringLoadPerSecond", measured.completeDuringLoadPerSecond());
        report.put("serviceCompilerMillisPerPurchase", measured.serviceCompilerMillisPerPurchase());
        report.put("allCpuMillisPerPurchase", measured.allCpuMillisPerPurchase());
        report.put("generatorCpuMillisPerPurchase", measured.generatorCpuMillisPerPurchase());
        report.put("stages", measured.stages(Measurement.any()));
        report.put("perMarket", perMarket(options.markets().names(), measured));
        if (measured.hang() != null) {
            report.put("hang", measured.hang().report(measured));
        }
        report.put("findings", reconciliation.findings().stream().limit(20).toList());
        return report;
    }

    private static Map<String, Object> perMarket(List<String> markets, Measurement measured) {
        Map<String, Object> stages = new LinkedHashMap<>();
        markets.forEach(market -> stages.put(market, measured.stages(journey -> journey.market.equals(market))));
        return stages;
    }

    void put(String name, Object value) {
        values.put(name, value);
    }

    String json() {
        return new JsonMapper().writeValueAsString(values);
    }

    /** Two columns, nested objects indented. */
    String table() {
        StringBuilder text = new StringBuilder();
        append(text, values, 0);
        return text.toString();
    }

    private static void append(StringBuilder text, Map<?, ?> fields, int depth) {
        fields.forEach((name, value) -> {
            String label = "  ".repeat(depth) + name;
            if (value instanceof Map<?, ?> nested && nested.values().stream().anyMatch(inner -> inner instanceof Map)) {
                text.append(label).append('\n');
                append(text, nested, depth + 1);
            } else {
                text.append(String.format("%-32s %s%n", label, value));
            }
        });
    }
}
