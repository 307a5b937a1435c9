package io.coinslot.localstack.launcher;

import io.coinslot.localstack.process.JavaCommand;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code demo} and {@code bench}: runs a program against the running stack, in the foreground. */
final class RunProgram {
    private final Layout layout;
    private final Invocation invocation;
    private final String module;
    private final String main;

    RunProgram(Layout layout, Invocation invocation, String module, String main) {
        this.layout = layout;
        this.invocation = invocation;
        this.module = module;
        this.main = main;
    }

    int run() throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(layout.connection().toString()));
        if (invocation.json()) {
            arguments.add("--json");
        }
        arguments.addAll(invocation.rest());
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        JavaCommand command = new JavaCommand(
                List.of("-XX:+UseSerialGC", "-Xmx384m", "--enable-native-access=ALL-UNNAMED"),
                properties,
                ModuleClasspath.of(layout, module),
                main,
                arguments);
        List<String> words = command.words(
                JavaCommand.java(), "-Dcoinslot.process=" + module, layout.run().resolve(module + ".args"));
        return new ProcessBuilder(words).inheritIO().start().waitFor();
    }
}
