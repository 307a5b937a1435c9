package io.coinslot.benchmarks;

import java.util.Map;

/** What the processes of the stack and the generator used between two moments. */
final class CpuMeter {
    private final Map<String, Connection.Process> processes;
    private Map<String, ProcessUsage> before = Map.of();
    private Map<String, ProcessUsage> after = Map.of();
    private long generatorBefore;
    private long generatorAfter;

    CpuMeter(Map<String, Connection.Process> processes) {
        this.processes = Map.copyOf(processes);
    }

    void begin() {
        generatorBefore = ProcessUsage.ofThisProcess().cpuMillis();
        before = ProcessUsage.of(processes);
    }

    void end() {
        after = ProcessUsage.of(processes);
        generatorAfter = ProcessUsage.ofThisProcess().cpuMillis();
    }

    Map<String, ProcessUsage> before() {
        return before;
    }

    Map<String, ProcessUsage> after() {
        return after;
    }

    long generatorCpuMillis() {
        return generatorAfter - generatorBefore;
    }
}
