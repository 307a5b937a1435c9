package io.coinslot.localstack.launcher;

import io.coinslot.localstack.process.ProcessRecord;
import io.coinslot.localstack.process.ProcessTable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** {@code status}: which processes run and which are ready; the exit code is 0 if all are. */
final class Status {
    private final Layout layout;
    private final Invocation invocation;
    private final ProcessTable table;

    Status(Layout layout, Invocation invocation) {
        this.layout = layout;
        this.invocation = invocation;
        this.table = new ProcessTable(layout.run());
    }

    int run() {
        invocation.takesNothingElse();
        Map<String, Map<String, Object>> processes = new LinkedHashMap<>();
        for (ServiceDefinition definition :
                new Stack(layout, PortBase.choose(layout, table, invocation)).definitions()) {
            processes.put(definition.name(), describe(definition));
        }
        boolean ready = processes.values().stream().allMatch(process -> "ready".equals(process.get("state")));
        if (invocation.json()) {
            System.out.println(new JsonMapper().writeValueAsString(Map.of("ready", ready, "processes", processes)));
        } else {
            processes.forEach(Status::print);
        }
        return ready ? 0 : 1;
    }

    private Map<String, Object> describe(ServiceDefinition definition) {
        Map<String, Object> description = new LinkedHashMap<>();
        Optional<ProcessRecord> running = table.find(definition.name())
                .filter(process -> process.running().isPresent());
        description.put("state", state(definition, running.isPresent()));
        description.put("port", definition.port());
        running.ifPresent(process -> {
            description.put("pid", process.pid());
            description.put("residentMiB", process.residentMebibytes());
            description.put("log", process.log().toString());
        });
        return description;
    }

    private static String state(ServiceDefinition definition, boolean running) {
        if (!running) {
            return "down";
        }
        return definition.readiness().isReady() ? "ready" : "not ready";
    }

    private static void print(String name, Map<String, Object> process) {
        System.out.printf(
                "%-24s %-10s port %-6s %s%n",
                name,
                process.get("state"),
                process.get("port"),
                process.containsKey("pid")
                        ? "pid " + process.get("pid") + ", " + process.get("residentMiB") + " MiB"
                        : "");
    }
}
