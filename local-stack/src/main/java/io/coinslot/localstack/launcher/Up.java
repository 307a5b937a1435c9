package io.coinslot.localstack.launcher;

import io.coinslot.localstack.platform.Deployment;
import io.coinslot.localstack.process.FreePort;
import io.coinslot.localstack.process.PortHolder;
import io.coinslot.localstack.process.ProcessRecord;
import io.coinslot.localstack.process.ProcessTable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/** {@code up}: starts what does not run yet and returns when everything is ready. */
final class Up {
    private static final int AT_ONCE = Math.max(3, Runtime.getRuntime().availableProcessors() + 1);

    private final Layout layout;
    private final Invocation invocation;
    private final ProcessTable table;
    private final Ports ports;
    private final Keys keys;
    private final Connection connection;

    Up(Layout layout, Invocation invocation) {
        this.layout = layout;
        this.invocation = invocation;
        this.table = new ProcessTable(layout.run());
        this.ports = PortBase.choose(layout, table, invocation);
        this.keys = new Keys(layout.keys());
        this.connection = new Connection(layout, ports, keys, table);
    }

    int run() throws IOException {
        invocation.takesNothingElse();
        double seconds = start(invocation.json() ? System.err : System.out);
        if (invocation.json()) {
            System.out.println(new JsonMapper().writeValueAsString(answer(seconds)));
        } else {
            System.out.printf("Ready after %.1f s: %s%n", seconds, Ports.url(ports.gateway()));
            System.out.println("Secrets and addresses: " + layout.root().relativize(layout.connection()));
        }
        return 0;
    }

    /** For commands that print something of their own afterwards. */
    int runQuietly() throws IOException {
        start(System.err);
        return 0;
    }

    private double start(PrintStream output) throws IOException {
        long begin = System.nanoTime();
        List<ServiceDefinition> wanted = wanted();
        refuseTakenPorts(wanted);
        keys.createMissing(layout.data(Stack.STORE));
        PortBase.write(layout, ports);
        Progress progress = new Progress(output);
        new TaskGraph(AT_ONCE, progress::show).run(tasks(wanted));
        connection.write();
        return (System.nanoTime() - begin) / 1e9;
    }

    private List<ServiceDefinition> wanted() {
        List<ServiceDefinition> all = new Stack(layout, ports).definitions();
        Set<String> only = invocation.only();
        List<String> names = all.stream().map(ServiceDefinition::name).toList();
        if (!names.containsAll(only)) {
            throw new UserError("--only takes names out of " + String.join(",", names));
        }
        return only.isEmpty()
                ? all
                : all.stream()
                        .filter(definition -> only.contains(definition.name()))
                        .toList();
    }

    private void refuseTakenPorts(List<ServiceDefinition> wanted) {
        List<String> taken = new ArrayList<>();
        for (ServiceDefinition definition : wanted) {
            if (table.find(definition.name()).flatMap(ProcessRecord::running).isEmpty()) {
                definition.ports().stream()
                        .filter(port -> !FreePort.isFree(port))
                        .forEach(port -> taken.add(port + " (" + definition.name() + holder(port) + ")"));
            }
        }
        if (!taken.isEmpty()) {
            throw new UserError("Another program listens on port " + String.join(", ", taken)
                    + ". End it, or choose other ports with --port-base N (now " + ports.base() + ")");
        }
    }

    private static String holder(int port) {
        return PortHolder.of(port)
                .map(process -> ", held by process " + process.pid()
                        + process.info().command().map(command -> " " + command).orElse(""))
                .orElse("");
    }

    private List<Task> tasks(List<ServiceDefinition> wanted) throws IOException {
        Starter starter = new Starter(layout, table, new AotCaches(layout, invocation.aot()));
        List<Task> tasks = new ArrayList<>();
        for (ServiceDefinition definition : wanted) {
            Files.createDirectories(layout.data(definition.name()));
            tasks.add(new Task(definition.name(), definition.needs(), () -> starter.ensureReady(definition)));
        }
        Set<String> names =
                Set.copyOf(wanted.stream().map(ServiceDefinition::name).toList());
        if (names.containsAll(Set.of(Stack.BROKER, Stack.REGISTRY))) {
            Deployment deployment = new Deployment("127.0.0.1:" + ports.broker(), Ports.url(ports.registry()));
            tasks.add(new Task(Stack.TOPICS, Set.of(Stack.BROKER, Stack.REGISTRY), deployment::run));
        }
        if (names.containsAll(CardPartners.NEEDS)) {
            tasks.add(new Task(CardPartners.STEP, CardPartners.NEEDS, () -> new CardPartners(ports, keys).register()));
        }
        if (names.containsAll(DemoService.NEEDS)) {
            tasks.add(new Task(DemoService.STEP, DemoService.NEEDS, this::seed));
        }
        return tasks;
    }

    private void seed() throws IOException, InterruptedException {
        new DemoService(ports, keys).seed(Seeded.remembered(layout)).remember(layout);
        connection.write();
    }

    private Map<String, Object> answer(double seconds) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("ready", true);
        answer.put("seconds", Math.round(seconds * 10) / 10.0);
        answer.put("gateway", Ports.url(ports.gateway()));
        answer.put("connection", layout.connection().toString());
        return answer;
    }
}
